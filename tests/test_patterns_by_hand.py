"""The algebra of paths in cases that a person can check."""

import pickle
import subprocess
import sys

import pytest
from gatewright.compiler.model import Param, PathPattern, Tail
from gatewright.compiler.patterns import (
    ALL,
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
    text_of,
    widened,
)
from gatewright.compiler.patterns.shapes import ANY_OR_EMPTY
from gatewright.compiler.resolve.paths import segments_of


def pattern(text: str) -> PathPattern:
    return PathPattern(text, segments_of(text))


def shape(text: str) -> Shape:
    return shape_of(pattern(text))


@pytest.mark.parametrize(
    ("a", "b", "common"),
    [
        ("/orders/**", "/orders", "/orders"),
        ("/orders/**", "/orders/", "/orders/"),
        ("/orders/**", "/orderss", None),
        ("/{a}/items", "/orders/{b}", "/orders/items"),
        ("/{a}/**", "/{b}/{c}/**", "/{any}/{any}/**"),
        ("/{a}", "/", None),
        ("/{a}/", "/x/{b}", None),
        ("/**", "/", "/"),
        (r"/{id: '\d+'}", "/orders", None),
        (r"/{id: '\d+'}/**", "/{a}/x", r"/{any: '\d+'}/x"),
        (r"/{id: '\d+'}", "/{a: '[a-z]+'}", None),
        (r"/{id: '\d+'}", "/{a: '.{3}'}", r"/{any: '.{3}' and '\d+'}"),
        ("/a%7Eb", "/a~b", "/a~b"),
        ("/a%2fb", "/a%2Fb", "/a%2Fb"),
    ],
)
def test_what_two_patterns_have_in_common(a: str, b: str, common: str | None) -> None:
    met = [meet(shape(a), shape(b)), meet(shape(b), shape(a))]

    assert [common, common] == [None if one is None else text_of(one) for one in met]


@pytest.mark.parametrize(
    ("a", "b", "inside"),
    [
        ("/orders/{id}", "/orders/**", True),
        ("/orders/**", "/orders/{id}", False),
        ("/orders", "/orders/**", True),
        ("/orders/", "/orders/{id}", False),
        ("/orders/{id}/**", "/{a}/**", True),
        (r"/{id: '\d{3}'}", r"/{id: '\d+'}", True),
        (r"/{id: '\d+'}", r"/{id: '\d{3}'}", False),
        (r"/{id: '\d+'}", r"/{id: '(?!0)\d+'}", None),
        ("/{id: '[a-z]&&7'}", "/nothing", False),
        ("/{id: 'a{0}'}", "/nothing", True),  # no segment is empty here, so no path is left
    ],
)
def test_one_pattern_within_another(a: str, b: str, inside: bool | None) -> None:
    assert is_within(shape(a), shape(b)) is inside


@pytest.mark.parametrize(
    ("a", "bs", "covered"),
    [
        ("/orders/**", ["/orders", "/orders/{id}/**"], False),  # `/orders/` is left
        ("/orders/**", ["/orders", "/orders/", "/orders/{id}/**", "/orders//**"], True),
        ("/{a}", [r"/{a: '[a-m].*'}", r"/{a: '[^a-m].*'}"], True),
        ("/{a}", [r"/{a: '[a-m].*'}", r"/{a: '[^a-n].*'}"], False),
        (r"/{a: '[ab]'}", ["/a", "/b"], True),
        (r"/{a: '[ab]'}", ["/a"], False),
        ("/{a}", [r"/{a: '(?!x).*'}", "/{a: 'x.*'}"], None),
        ("/**", ["/**"], True),
        ("/a", [], False),
    ],
)
def test_one_pattern_covered_by_several(a: str, bs: list[str], covered: bool | None) -> None:
    assert is_covered(shape(a), map(shape, bs)) is covered


def test_what_is_left_is_told_in_few_words() -> None:
    left = minus(ALL, [shape("/orders/**"), shape("/health")])

    assert ["/", "/{any but health, orders}/**", "/health/{any}/**"] == [text_of(s) for s in left]


def test_a_long_list_of_exceptions_is_counted() -> None:
    (left,) = minus(shape("/{a}"), [shape(f"/s{number}") for number in range(6)])

    assert "/{any but s0, s1, s2 and 3 more}" == text_of(left)
    assert "/42" == example(left)


def test_a_bound_stops_the_splitting() -> None:
    bs = [shape(f"/s{number}/x") for number in range(50)]

    assert 152 == len(minus(ALL, bs))
    assert 9 == len(minus(ALL, bs, 8))


def test_very_many_regexes_leave_it_undecided_and_quickly_so() -> None:
    bs = [shape(f"/{{a: '.*{letter}.*'}}") for letter in "abcdefghijklmnopqrstuvw"]

    assert is_covered(shape("/{a}"), bs) is False
    assert is_covered(shape("/{a: '[a-w]+'}"), bs) is None
    assert is_covered(shape("/{a: '[a-c]+'}"), bs[:3]) is True


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/", ("/",)),
        ("/orders/{id}", ("/orders/a", "/orders/b", "/orders/1")),
        ("/{a}/**", ("/42", "/42/42", "/42/42/a")),
        (r"/{year: '\d{4}'}", ("/1234",)),
        ("/{a: 'q+z'}", ("/qz",)),
        ("/{a: '(?=q)qz'}", ()),
    ],
)
def test_examples_are_readable(text: str, found: tuple[str, ...]) -> None:
    assert found == examples(shape(text), 3)


def test_a_segment_that_may_be_empty_is_no_path_by_itself() -> None:
    assert is_empty(("",)) is True
    assert is_empty((ANY_OR_EMPTY,)) is False
    assert contains((ANY_OR_EMPTY,), "/") is False
    assert is_within((ANY_OR_EMPTY,), shape("/{a}")) is True
    assert is_within((ANY_OR_EMPTY, "b"), shape("/{a}/b")) is False


@pytest.mark.parametrize(
    ("of", "at", "image"),
    [
        ("/orders/**", "/{**}", "/**"),
        ("/orders/**", "/v2/orders/{**}", "/v2/orders/**"),
        ("/orders/**", "/{**}/end", "/**"),
        ("/orders/{id}", "/o/{id}/{id}", "/o/{any}/{any}"),
        (r"/{id: '\d+'}/x/**", "/{id}", r"/{any: '\d+'}"),
        ("/orders/**", None, "/orders/**"),
    ],
)
def test_the_paths_that_requests_leave_with(of: str, at: str | None, image: str) -> None:
    template = None if at is None else pattern(at)

    assert image == text_of(sent_on(shape(of), pattern(of), template))


def test_a_narrower_set_leaves_as_a_narrower_one() -> None:
    of, at = pattern("/orders/**"), pattern("/{**}")

    assert "/42/{any}" == text_of(sent_on(shape("/orders/42/{x}"), of, at))
    assert "/" == text_of(sent_on(shape("/orders/"), of, at))


@pytest.mark.parametrize(
    ("of", "at", "path", "before"),
    [
        ("/orders/**", "/{**}", "/7/items", "/orders/7/items"),
        ("/orders/**", "/{**}", "/", "/orders"),
        ("/orders/{id}/**", "/x/{**}/{id}", "/x/1/2/3", "/orders/3/1/2"),
        ("/orders/{id}", "/o/{id}/{id}", "/o/1/2", None),
        ("/{shop}/orders/{id}", "/o/{id}", "/o/7", "/42/orders/7"),
        (r"/{id: '\d+'}", "/o/{id}", "/o/x", None),
        ("/orders/{id}", None, "/orders/7", "/orders/7"),
        ("/orders/{id}", None, "/carts/7", None),
        ("/orders/{id}", "/o/{id}", "/o/%2a", "/orders/%2a"),
    ],
)
def test_where_a_path_came_from(of: str, at: str | None, path: str, before: str | None) -> None:
    template = None if at is None else pattern(at)

    assert before == came_from(pattern(of), template, path)


def test_what_a_template_drops_lies_within_what_is_asked() -> None:
    of, at = pattern("/{shop}/orders/**"), pattern("/o")

    assert "/eu/orders/7" == came_from(of, at, "/o", shape("/eu/orders/7"))
    assert came_from(of, at, "/o", shape("/eu/carts")) is None


def test_larger_shapes_are_easy() -> None:
    assert "/orders/{any}" == text_of(joined([shape("/orders/a"), shape("/orders/b")]))
    assert "/orders/**" == text_of(joined([shape("/orders"), shape("/orders/{id}/x")]))
    assert "/{any}/x" == text_of(joined([shape(r"/{a: '\d+'}/x"), shape("/b/x")]))
    assert "/a/b/**" == text_of(widened(shape("/a/b/c/d"), 2))
    assert "/a/b/**" == text_of(widened(shape("/a/b/**"), 2))


def test_the_index_speaks_in_numbers_of_the_patterns() -> None:
    texts = ["/orders/{id}", "/orders/**", "/{a}/7", "/carts", r"/orders/{id: '\d+'}", "/"]
    index = Routes(map(pattern, texts))

    assert [0, 1, 2, 4] == index.taking("/orders/7")
    assert [0, 1] == index.meeting(shape("/orders/x"))
    assert [0, 1, 2, 3, 4, 5] == index.meeting(ALL)
    assert [5] == index.taking("/")


def test_shapes_survive_another_process() -> None:
    kept = (*minus(ALL, [shape("/a/{x: '[a-z]+'}")]), shape("/a/**"))

    assert kept == pickle.loads(pickle.dumps(kept))
    assert pickle.loads(pickle.dumps(ALL))[-1] is ALL[-1]


def test_the_order_of_what_is_left_does_not_hang_on_the_hash_seed() -> None:
    program = """
from gatewright.compiler.model import Exactly, Param, PathPattern, Tail
from gatewright.compiler.patterns import examples, minus, shape_of, text_of
a, b, x = Exactly("a"), Exactly("b"), Param("x", "[a-c]+")
bs = [PathPattern("", parts) for parts in ((a, b), (x, a), (b,), (a, x, Tail()), (x, b, a))]
for shape in minus(shape_of(PathPattern("", (Tail(),))), map(shape_of, bs)):
    print(text_of(shape), examples(shape, 3))
"""
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert 1 == len(said)


def test_no_automaton_is_loaded_for_plain_patterns() -> None:
    program = """
import sys
from gatewright.compiler.model import Param, PathPattern
from gatewright.compiler.patterns import ALL, example, minus, shape_of
example(minus(ALL, [shape_of(PathPattern("", (Param("x", "[a-c]+"),)))])[0])
print([name for name in sys.modules if "automata" in name or "re._parser" in name[-20:]])
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "automata" not in ran.stdout


def test_the_tail_and_parameters_read_as_patterns() -> None:
    assert "/a/{any}/**" == text_of(shape_of(pattern("/a/{x}/**")))
    assert shape_of(PathPattern("", (Param("x"), Tail()))) == shape("/{y}/**")
