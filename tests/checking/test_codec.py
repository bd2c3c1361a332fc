"""The codec carries plain data and nothing else."""

import json
import math
import sys
from collections import Counter, OrderedDict, namedtuple
from contextlib import suppress
from enum import IntEnum
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course_utils.checking.codec import CodecError, Limits, Opaque, decode, encode

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters())  # lone surrogates included
    | st.binary()
    | st.just(...)
    | st.builds(Opaque, st.text(max_size=50))
)
keys = st.none() | st.booleans() | st.integers(-(2**59), 2**59) | st.text() | st.binary() | st.tuples(st.text(), st.integers(0, 9))
plain = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(keys, inner, max_size=5)
        | st.sets(keys, max_size=5)
        | st.frozensets(keys, max_size=5)
    ),
    max_leaves=20,
)
dtypes = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes()
    | hnp.unsigned_integer_dtypes()
    | hnp.floating_dtypes(sizes=(16, 32, 64))
    | hnp.complex_number_dtypes(sizes=(64, 128))
    | hnp.unicode_string_dtypes(max_len=5)
    | hnp.byte_string_dtypes(max_len=5)
)


def same(one, other):
    """Equal in value and in type; nan equals nan."""
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return (math.isnan(one) and math.isnan(other)) or (one == other and math.copysign(1, one) == math.copysign(1, other))
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(map(repr, one)) == list(map(repr, other)) and all(map(same, one.values(), other.values()))
    return one == other


@given(plain)
def test_plain_data_come_back_as_they_were(value):
    written = encode(value)
    assert written.isascii()
    assert same(decode(written), value)


@given(st.data(), dtypes)
def test_arrays_come_back_with_their_numbers_shape_and_kind(data, dtype):
    array = data.draw(hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)))
    back = decode(encode(array))
    assert type(back) is np.ndarray
    assert back.shape == array.shape
    assert back.dtype.newbyteorder("=") == array.dtype.newbyteorder("=")
    np.testing.assert_array_equal(back, array)
    assert back.flags.writeable


@pytest.mark.parametrize("value", [np.float32(1.5), np.int8(-3), np.True_, np.float64("nan"), np.complex64(1j), np.uint64(2**64 - 1)])
def test_numpy_scalars_keep_their_type(value):
    back = decode(encode(value))
    assert type(back) is type(value)
    np.testing.assert_equal(back, value)


def test_arrays_of_objects_come_back_as_lists():
    ragged = np.empty(2, dtype=object)
    ragged[:] = [[1, 2], "a"]
    assert decode(encode(ragged)) == [[1, 2], "a"]


@pytest.mark.parametrize(
    "array",
    [np.arange(3, dtype=">i4"), np.zeros((2, 0, 3), ">f8"), np.array(-0.0), np.arange(6)[::-2], np.arange(6).reshape(2, 3).T],
    ids=["big-endian", "no elements", "no axes", "backwards", "transposed"],
)
def test_unusual_arrays_keep_their_numbers_and_shape(array):
    back = decode(encode(array))
    np.testing.assert_array_equal(back, array)
    assert (back.shape, back.dtype) == (array.shape, array.dtype.newbyteorder("="))
    assert np.array_equal(np.signbit(back), np.signbit(array))


@pytest.mark.parametrize(
    "value",
    [np.datetime64("NaT"), np.timedelta64(3, "s"), np.zeros(2, [("a", "i4"), ("b", "O")]), np.rec.array([(1, 2)]), np.void(b"abc")],
    ids=lambda value: type(value).__name__,
)
def test_dates_and_records_are_opaque(value):
    assert type(decode(encode(value))) is Opaque


def test_an_array_that_contains_itself_is_too_deep():
    box = np.empty(1, dtype=object)
    box[0] = box
    with pytest.raises(CodecError, match="too deep"):
        encode(box)


@pytest.mark.parametrize(
    "text", ['"' + '\\"' * 3_000_000, '"' + '\\"' * 3_000_000 + "\\", '["' + "x" * 3_000_000], ids=["quotes", "end", "long"]
)
def test_an_unfinished_string_is_looked_at_once(text):
    """Looking again from every quote would take days."""
    with pytest.raises(CodecError, match="broken"):
        decode(text)


@pytest.mark.parametrize("dtype", ["<U0", "|S0", "|V8", "|O", "<M8[s]", ">f8", "<f16", "<U9999999"])
def test_arrays_of_nothing_or_of_more_than_data_are_refused(dtype):
    """NumPy makes one character of none, so that many empty strings would need memory."""
    with pytest.raises(CodecError, match="no arrays of"):
        decode(json.dumps({"array": {"dtype": dtype, "shape": [2**39], "data": ""}}))


def test_views_and_ranges_come_back_as_lists():
    assert decode(encode([range(3), {"a": 1}.keys(), {"a": 1}.values()])) == [[0, 1, 2], ["a"], [1]]


@given(st.text(st.characters()))
@example("[" * 100_000)
@example('{"list":1}')
@example('{"tuple":[')
@example("NaN")
@example("1" * 5_000)
def test_any_text_decodes_or_is_refused(written):
    with suppress(CodecError):
        decode(written)


tags = st.sampled_from(
    ["tuple", "dict", "set", "frozenset", "array", "bytes", "complex", "ellipsis", "float", "opaque", "scalar", "dtype", "shape", "data"]
)
words = st.text(max_size=8) | st.sampled_from(["<f8", "|O", "<U4", "|V8", "nan", "AAAAAAAAAAA=", "<f4", "|b1", "<M8[s]", "1e999"])
jsons = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 2**70) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(tags | words, inner, max_size=3),
    max_leaves=15,
)
headers = st.fixed_dictionaries(
    {"dtype": words, "shape": st.lists(st.integers(-2, 2**66) | words, max_size=40), "data": words},
    optional={"more": st.none()},
)


@settings(max_examples=300)
@given(jsons | st.builds(lambda tag, inner: {tag: inner}, tags, jsons | headers))
def test_any_json_decodes_to_plain_data_or_is_refused(tree):
    try:
        value = decode(json.dumps(tree, allow_nan=True))
    except CodecError:
        return
    assert_plain(value)


def assert_plain(value):
    kinds = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, np.ndarray, type(...), Opaque)
    assert type(value) in kinds or isinstance(value, np.generic)
    if isinstance(value, np.ndarray | np.generic):
        assert value.dtype.kind in "biufcUS"
    inside = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list | tuple | set | frozenset) else ()
    for item in inside:
        assert_plain(item)


@given(st.binary())
def test_anything_but_text_is_refused(raw):
    with pytest.raises(CodecError):
        decode(raw)


def _array(dtype="<f8", shape=(1,), data="AAAAAAAAAAA="):
    return json.dumps({"array": {"dtype": dtype, "shape": list(shape), "data": data}})


BOMBS = {
    "more characters than allowed": '"' + "a" * 300_000 + '"',
    "lists of lists of lists": "[" * 5_000 + "]" * 5_000,
    "tagged lists of lists": '{"tuple":[' * 2_000 + "]}" * 2_000,
    "very many elements": "[" + "0," * 50_000 + "0]",
    "very many empty lists": "[" + "[]," * 50_000 + "[]]",
    "very many keys": json.dumps({"set": list(range(5_000))}),
    "keys of one hash": json.dumps({"set": [number * (2**61 - 1) for number in range(100)]}),
    "a number of many digits": "9" * 5_000,
    "a shape larger than its data": _array(shape=(10**6, 10**6)),
    "a shape of endless zeros": _array(shape=(0,) * 1_000, data=""),
    "an array of objects": _array(dtype="|O"),
    "an array of records": _array(dtype="|V8"),
    "an array of dates": _array(dtype="<M8[s]"),
    "a text that is no base64": _array(data="!!!!"),
    "an array of no size": _array(dtype="<U0", shape=(2**39, 2**39), data=""),
    "an array of no size whose lists would fill the memory": _array(shape=(2**31, 0), data=""),
    "an array of no size with a long side behind": _array(shape=(10**6, 10**6, 0), data=""),
    "a character beyond Unicode": _array(dtype="<U1", data="////fw=="),
    "not a number as Python writes it": "[NaN]",
    "two tags": '{"tuple":[],"set":[]}',
    "an unhashable key": '{"dict":[[[1],2]]}',
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name):
    with pytest.raises(CodecError):
        decode(BOMBS[name], Limits(characters=200_000, items=1_000, keys=1_000))


def test_encoding_keeps_the_same_limits():
    endless = []
    endless.append(endless)
    small = Limits(characters=1_000, items=100, keys=10)
    for value in (endless, "a" * 2_000, list(range(200)), set(range(20)), np.zeros(1_000), 10**5_000, np.broadcast_to(0.0, (10**6, 10**6))):
        with pytest.raises(CodecError):
            encode(value, small)


def test_what_is_not_data_becomes_opaque():
    class Own:
        pass

    for value in (Own(), Own, len, lambda: 0, np, SimpleNamespace(a=1), iter([]), np.array(["2020-01-01"], dtype="M8[D]")):
        assert type(decode(encode(value))) is Opaque
    assert decode(encode([Own()]))[0].type_name.endswith("Own")


ran = []


def _tell(*_, **__):
    ran.append(sys._getframe().f_back)
    raise AssertionError("a student's method ran")


METHODS = (
    "__eq__", "__ne__", "__len__", "__iter__", "__getitem__", "__contains__", "__reduce__", "__reduce_ex__", "__getstate__", "__array__",
    "__array_interface__", "__array_finalize__", "__float__", "__int__", "__index__", "__bool__", "__str__", "__repr__", "__bytes__",
    "__add__", "__sub__", "__lt__", "__gt__", "__call__", "keys", "items", "values", "tolist", "tobytes", "shape", "dtype",
)  # fmt: skip


def _lying(base, *values):
    made = type("Lying", (base,), {"__class__": property(lambda _: int)})
    instance = np.asarray(values[0]).view(made) if base is np.ndarray else made(*values)
    for name in METHODS:
        setattr(made, name, property(_tell) if name in {"shape", "dtype", "__array_interface__"} else _tell)
    return instance


@pytest.mark.parametrize(
    "truth",
    [3, 2.5, 2j, "abc", b"abc", [1, 2], (1, 2), {"a": 1}, {1}, frozenset({1}), np.array([1.0, 2.0])],
    ids=lambda value: type(value).__name__,
)
def test_lying_subclasses_are_read_as_the_data_they_hold(truth):
    ran.clear()
    back = decode(encode(_lying(type(truth), truth)))
    assert not ran
    assert type(back) is type(truth)
    assert np.array_equal(back, truth)


def test_lying_objects_are_opaque_and_never_asked():
    ran.clear()
    assert type(decode(encode(_lying(object)))) is Opaque
    assert not ran


def test_familiar_subclasses_count_as_their_base():
    point = namedtuple("point", "x y")(1, 2)  # noqa: PYI024 - as a student writes it
    colour = IntEnum("colour", "red")
    assert decode(encode([point, colour.red, OrderedDict(a=1), Counter("aa"), np.matrix([[1]])])) == [(1, 2), 1, {"a": 1}, {"a": 2}, [[1]]]


def test_a_class_that_forges_the_name_of_a_tensor_gives_only_data():
    forged = type("Tensor", (), {"__module__": "tensorflow.python", "numpy": lambda self: self})()
    assert type(decode(encode(forged))) is Opaque


@pytest.mark.slow
def test_tensors_and_variables_come_back_as_arrays():
    import keras
    import tensorflow as tf

    for value in (tf.constant([1.0, 2.0]), tf.Variable([1.0, 2.0]), keras.Variable([1.0, 2.0]), tf.constant([1.0, 2.0], tf.bfloat16)):
        back = decode(encode(value))
        assert type(back) is np.ndarray
        assert back.tolist() == [1.0, 2.0]
    assert decode(encode(keras.Sequential())).type_name.endswith("Sequential")
    assert type(decode(encode(keras.Input((2,))))) is Opaque
