"""A network shows what is there already, and what cannot come, whatever chance draws."""

from __future__ import annotations

from contingent.plan.network import Join, Network, Otherwise, Step, Threshold

__all__ = ["out_of_reach", "there_already"]


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


def out_of_reach(network: Network) -> dict[str, str]:
    """The nodes that never happen, whatever chance draws, each with the name of what stops it.

    What stops one is a step that cannot happen by itself, or too few people.
    """
    stopped: dict[str, str] = {}
    for node in network.nodes:  # each after whatever it waits for
        why = _stop(node, network, stopped)
        if why:
            stopped[node.id] = why
    return stopped


def _stop(node: Step | Threshold, network: Network, stopped: dict[str, str]) -> str:
    if isinstance(node, Threshold):
        coming = [
            each
            for each in network.deliveries
            if node.counts(each) and each.step not in stopped and each.size
        ]
        most = sum(each.size for each in coming)
        is_enough = any(each.spread for each in coming) or most >= node.personnel
        return "" if is_enough else f"{node.name}: {most:,.0f} of {node.personnel:,}"
    if node.odds is not None and not node.odds.opposite and node.odds.probability == 0:
        return node.name if node.otherwise is Otherwise.NEVER else ""
    stops = [stopped[id] for id in node.after if id in stopped]
    is_open = node.join is Join.ANY and len(stops) < len(node.after)
    return stops[0] if stops and not is_open else ""
