"""On real Envoys: whatever a random request does there, `trace` has said so before."""

import pytest
from envoy_rounds import REQUESTS_EACH, tried
from tiers import deep

PROGRAMS = deep(20, 200) // REQUESTS_EACH


@pytest.mark.live
@pytest.mark.parametrize("seed", range(PROGRAMS))
def test_what_happens_on_a_real_envoy_is_what_the_trace_says(seed: int) -> None:
    pytest.importorskip("envoy", reason="the extra `lab` brings an Envoy along")

    pairs = tried(seed)

    assert REQUESTS_EACH == len(pairs)
    assert [] == [str(one) for one in pairs if not one.comparison.agrees]
