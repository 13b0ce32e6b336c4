"""Laws of convoy plans, for networks of any size, checked independently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from theatre_room import faults_of, ladder

from contingent.field.choices import choices_of
from contingent.field.convoys import one_day, week_plan
from contingent.field.frames import frame_of, week_types
from contingent.field.mixture import mixture

PLANS = settings(max_examples=12)
FIRST = date(2026, 1, 1)


@PLANS
@given(
    st.integers(1, 3),
    st.integers(0, 4),
    st.integers(0, 3),
    st.integers(4, 9),
    st.sampled_from([0.1, 0.4, 0.9]),
)
def test_plans_keep_to_their_network_and_floors(sites, units, ambushes, vehicles, attack_loss):
    """An independent checker finds nothing in any plan, and every floor that can be met is."""
    network = ladder(
        sites=sites,
        attack_loss=attack_loss,
        escort_units=units,
        ambushes_per_day=ambushes,
        convoys_per_day=vehicles,
    )
    choices = choices_of(network, escorted_sites=[site.id for site in network.sites])
    types = week_types(choices, FIRST)
    frame = frame_of(choices, types)
    today = one_day(frame, types[0], whole=False)
    week, mixed = week_plan(frame, seconds=5), mixture(today)
    assert week is not None
    assert mixed is not None
    assert not [fault for day in (*week.days, *mixed.days) for fault in faults_of(day, choices)]
    for at, site in enumerate(network.sites):
        floor = 0.6 * site.tonnes_per_day
        assert week.outcome.site_tonnes[at] >= frame.floor_share * floor - 1e-6
        assert mixed.outcome.site_tonnes[at] >= today.floor_share * floor - 1e-6
    assert week.outcome.net <= week.bound + 1e-6
    assert mixed.outcome.net <= mixed.bound + 1e-6
    assert mixed.gap <= 0.011


@PLANS
@given(st.integers(1, 3), st.integers(0, 2))
def test_another_escort_or_vehicle_never_makes_the_best_worse(sites, units):
    """What may be used and need not be never lowers the bound on what can arrive."""

    def bound(**terms):
        network = ladder(sites=sites, **terms)
        choices = choices_of(network, escorted_sites=[site.id for site in network.sites])
        types = week_types(choices, FIRST, days=1)
        frame = one_day(frame_of(choices, types), types[0])
        frame = replace(frame, floors=(0.0,) * sites, least=(0,) * sites)
        found = mixture(frame, gap=1e-4)
        assert found is not None
        return found.outcome.net

    plain = bound(escort_units=units)
    assert bound(escort_units=units + 1) >= plain * (1 - 2e-3)
    assert bound(escort_units=units, convoys_per_day=9) >= plain * (1 - 2e-3)
