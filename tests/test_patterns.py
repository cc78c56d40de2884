"""The algebra of paths, held against the interpreter on every path of a small world."""

from gatewright.compiler.model import PathPattern
from gatewright.compiler.patterns import (
    Routes,
    Shape,
    came_from,
    contains,
    example,
    examples,
    is_covered,
    is_empty,
    is_within,
    joined,
    meet,
    minus,
    sent_on,
    shape_of,
    widened,
)
from gatewright.compiler.trace.matching import bound_by
from gatewright.compiler.trace.rewriting import rewritten
from hypothesis import assume, given, settings, strategies as st
from shapes_drawn import PATHS, held, patterns, taken, templates
from tiers import deep

much = settings(max_examples=deep(2_000, 40_000), deadline=None)
some = settings(max_examples=deep(300, 10_000), deadline=None)


@much
@given(patterns(), patterns(), patterns())
def test_what_is_in_both_is_what_each_takes(a: PathPattern, b: PathPattern, c: PathPattern) -> None:
    common = meet(shape_of(a), shape_of(b))
    narrower = None if common is None else meet(common, shape_of(c))

    assert taken(a) & taken(b) == held_of(common)
    assert taken(a) & taken(b) & taken(c) == held_of(narrower)


def held_of(shape: Shape | None) -> frozenset[str]:
    return frozenset() if shape is None else held(shape)


@much
@given(patterns(), st.lists(patterns(), max_size=4))
def test_what_is_left_is_what_the_others_do_not_take(a: PathPattern, bs: list[PathPattern]) -> None:
    left = minus(shape_of(a), [shape_of(b) for b in bs])
    gone = frozenset[str]().union(*map(taken, bs))
    found = [path for shape in left for path in held(shape)]

    assert sorted(taken(a) - gone) == sorted(found)  # so no path is in two shapes


@some
@given(patterns(), st.lists(patterns(), max_size=4))
def test_covered_is_said_only_where_nothing_is_left(a: PathPattern, bs: list[PathPattern]) -> None:
    covered = is_covered(shape_of(a), [shape_of(b) for b in bs])

    if taken(a) - frozenset[str]().union(*map(taken, bs)):
        assert covered is not True
    if covered is False:
        assert any(is_outside(path, a, bs) for path in left_by_example(a, bs))


def left_by_example(a: PathPattern, bs: list[PathPattern]) -> list[str]:
    left = minus(shape_of(a), [shape_of(b) for b in bs])
    return [path for shape in left if (path := example(shape)) is not None]


def is_outside(path: str, a: PathPattern, bs: list[PathPattern]) -> bool:
    return bound_by(a, path) is not None and all(bound_by(b, path) is None for b in bs)


@some
@given(patterns(), patterns())
def test_within_is_the_same_as_covered_by_one(a: PathPattern, b: PathPattern) -> None:
    assert is_covered(shape_of(a), [shape_of(b)]) == is_within(shape_of(a), shape_of(b))


@some
@given(patterns(), patterns(), patterns())
def test_within_holds_for_shapes_that_are_no_patterns(
    a: PathPattern, b: PathPattern, c: PathPattern
) -> None:
    for shape in minus(shape_of(a), [shape_of(b)]):
        inside = is_within(shape, shape_of(c))

        assert is_within(shape, shape_of(a)) is not False
        assert inside is not True or held(shape) <= taken(c)
        assert inside is not False or left_over(shape, shape_of(c))


def left_over(shape: Shape, other: Shape) -> list[str]:
    found = (example(left) for left in minus(shape, [other]))
    return [path for path in found if path and contains(shape, path) and not contains(other, path)]


@some
@given(patterns())
def test_examples_are_taken(one: PathPattern) -> None:
    found = examples(shape_of(one), 5)

    assert [] == [path for path in found if bound_by(one, path) is None]
    assert sorted(set(found)) == sorted(found)
    assert found or is_empty(shape_of(one)) is not False
    assert not taken(one) or is_empty(shape_of(one)) is not True


@some
@given(st.data())
def test_what_is_sent_on_is_in_the_image(data: st.DataObject) -> None:
    route, narrowing = data.draw(patterns()), data.draw(patterns())
    template = data.draw(st.none() | templates(route))
    shape = meet(shape_of(route), shape_of(narrowing))
    assume(shape is not None and held(shape))
    assert shape is not None

    image = sent_on(shape, route, template)

    for path in held(shape):
        assert contains(image, sent(route, template, path))


def sent(route: PathPattern, template: PathPattern | None, path: str) -> str:
    bound = bound_by(route, path)
    assert bound is not None
    return rewritten(template, path, bound)


@some
@given(st.data())
def test_where_a_path_came_from_is_sent_on_as_that_path(data: st.DataObject) -> None:
    route = data.draw(patterns())
    template = data.draw(st.none() | templates(route))
    images = {sent(route, template, path) for path in taken(route)}
    path = data.draw(st.sampled_from([*sorted(images), *PATHS]))

    before = came_from(route, template, path)

    if before is not None:
        assert path == sent(route, template, before)
    assert before is not None or path not in images


@some
@given(st.data())
def test_where_a_path_came_from_lies_within_what_is_asked(data: st.DataObject) -> None:
    route, narrowing = data.draw(patterns()), data.draw(patterns())
    template = data.draw(st.none() | templates(route))
    came = taken(route) & taken(narrowing)
    assume(came)
    path = data.draw(st.sampled_from(sorted({sent(route, template, one) for one in came})))

    before = came_from(route, template, path, shape_of(narrowing))

    assert before is not None
    assert bound_by(narrowing, before) is not None
    assert path == sent(route, template, before)


@some
@given(patterns(), st.lists(patterns(), max_size=6), st.integers(1, 8))
def test_a_bound_on_what_is_left_takes_too_little_away(
    a: PathPattern, bs: list[PathPattern], most: int
) -> None:
    exact, bounded = (minus(shape_of(a), map(shape_of, bs), n) for n in (4096, most))

    assert {path for one in exact for path in held(one)} <= {
        path for one in bounded for path in held(one)
    }


@some
@given(patterns(), st.lists(patterns(), min_size=1, max_size=4), st.integers(0, 3))
def test_larger_shapes_hold_the_smaller_ones(
    a: PathPattern, others: list[PathPattern], most: int
) -> None:
    around = joined(map(shape_of, [a, *others]))

    assert frozenset[str]().union(*map(taken, [a, *others])) <= held(around)
    assert taken(a) <= held(widened(shape_of(a), most))
    assert len(widened(shape_of(a), most)) <= most + 1


@some
@given(st.lists(patterns(), max_size=12), patterns(), st.sampled_from(PATHS))
def test_the_index_finds_what_one_by_one_finds(
    many: list[PathPattern], one: PathPattern, path: str
) -> None:
    shape = shape_of(one)
    index = Routes(many)

    met = [place for place, p in enumerate(many) if meet(shape_of(p), shape) is not None]
    taking = [place for place, p in enumerate(many) if bound_by(p, path) is not None]

    assert met == index.meeting(shape)
    assert taking == index.taking(path)
