"""A network shows what is there already: what waits for nothing, takes no time and cannot fail."""

from __future__ import annotations

from contingent.plan.network import Join, Network, Step, Threshold

__all__ = ["there_already"]


def there_already(network: Network) -> frozenset[str]:
    """The milestones that have been reached on the network's first day, whatever chance draws.

    A threshold counts only people whose number is known.
    """
    there: set[str] = set()
    for node in network.nodes:  # each after whatever it waits for
        if _is_there(node, network, there):
            there.add(node.id)
    return frozenset(each.id for each in network.milestones if each.node in there)


def _is_there(node: Step | Threshold, network: Network, there: set[str]) -> bool:
    if isinstance(node, Threshold):
        present = (
            delivery.size
            for delivery in network.deliveries
            if delivery.step in there and not delivery.spread and node.counts(delivery)
        )
        return sum(present) >= node.personnel
    if node.delay is not None or (node.odds is not None and node.odds.probability < 1):
        return False
    waits = [id in there for id in node.after]
    return all(waits) if node.join is Join.ALL or not waits else any(waits)
