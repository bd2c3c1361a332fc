"""Made-up classes: students who write alone, each in their own way, and copiers who disguise what they took."""

import ast
import random
import runpy
from functools import cache
from pathlib import Path

from autograder.grading.similarity.comparing import Work

ANSWERS = Path(__file__).parents[2] / "lessons" / "answers"

FIRST_LINES = (
    "{name} = np.asarray({name})",
    "{name} = np.array({name}, dtype=float)",
    "print({name})",
    "assert {name} is not None",
    "n_{name} = np.shape({name})",
)


@cache
def right_answers(lesson):
    return runpy.run_path(str(ANSWERS / f"{lesson}.py"))["RIGHT"]


class OwnWay(ast.NodeTransformer):
    """Says the same differently, here and there, as people who think for themselves do."""

    def __init__(self, rng):
        self.rng, self.count = rng, 0

    def _maybe(self, share=0.35):
        return self.rng.random() < share

    def _fresh(self):
        self.count += 1
        return f"v{self.count}"

    def visit_Return(self, node):
        self.generic_visit(node)
        if node.value is None or not self._maybe(0.5):
            return node
        name = self._fresh()
        return [*self._named(name, node.value), ast.Return(ast.Name(name, ast.Load()))]

    def _named(self, name, value):
        if isinstance(value, ast.BinOp) and self._maybe(0.6):
            part = self._fresh()
            first = ast.Assign([ast.Name(part, ast.Store())], value.left)
            return [first, ast.Assign([ast.Name(name, ast.Store())], ast.BinOp(ast.Name(part, ast.Load()), value.op, value.right))]
        return [ast.Assign([ast.Name(name, ast.Store())], value)]

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Mult) and self._maybe():
            node.left, node.right = node.right, node.left
        elif isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 2 and self._maybe(0.6):
            return ast.Call(ast.parse("np.square", mode="eval").body, [node.left], [])
        elif isinstance(node.op, ast.Sub) and self._maybe():
            return ast.BinOp(ast.UnaryOp(ast.USub(), node.right), ast.Add(), node.left)
        return node

    def visit_Compare(self, node):
        self.generic_visit(node)
        turned = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}
        if len(node.ops) == 1 and type(node.ops[0]) in turned and self._maybe(0.4):
            return ast.Compare(node.comparators[0], [turned[type(node.ops[0])]()], [node.left])
        return node

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        extra = []
        for name in names:
            if self._maybe(0.25):
                extra += ast.parse(self.rng.choice(FIRST_LINES).format(name=name)).body
        node.body = extra + node.body
        return node

    def visit_Assign(self, node):
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and node.value.args and isinstance(node.value.args[0], ast.BinOp) and self._maybe(0.5):
            name = self._fresh()
            first = ast.Assign([ast.Name(name, ast.Store())], node.value.args[0])
            node.value.args[0] = ast.Name(name, ast.Load())
            return [first, node]
        return node


def written_alone(lesson, rng):
    """One student's answers: for each exercise one of the right ones, said in their own way."""
    cells = []
    for exercise, answers in right_answers(lesson).items():
        tree = OwnWay(rng).visit(ast.parse(rng.choice(answers)))
        cells.append((exercise, ast.unparse(ast.fix_missing_locations(tree))))
    return tuple(cells)


class Renamed(ast.NodeTransformer):
    """Other names for everything that can have another, other constants now and then."""

    def __init__(self, rng, kept):
        self.rng, self.kept, self.names = rng, kept, {}

    def _name(self, name):
        if name in self.kept:
            return name
        return self.names.setdefault(name, f"{self.rng.choice(['my', 'val', 'tmp', 'foo'])}_{len(self.names)}")

    def visit_Name(self, node):
        node.id = self._name(node.id)
        return node

    def visit_arg(self, node):
        node.arg = self._name(node.arg)
        return node

    def visit_Constant(self, node):
        if isinstance(node.value, float) and self.rng.random() < 0.3:
            node.value = node.value * 2
        return node


def copied(cells, rng):
    """What a copier hands in: renamed, commented, spaced and ordered otherwise, a line or two added, one answer in five their own."""
    kept = {"np", "nn", "self", "print", "range", "len", "sum", "max", "min", "zip", "int", "float", "abs", "enumerate", "super", "list"}
    kept |= {exercise for exercise, _ in cells}
    found = []
    for exercise, source in cells:
        tree = Renamed(rng, kept).visit(ast.parse(source))
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        if len(functions) == len(tree.body):
            rng.shuffle(tree.body)
        lines = []
        for line in ast.unparse(tree).replace("    ", "  ").split("\n"):
            if rng.random() < 0.3:
                lines.append(
                    " " * (len(line) - len(line.lstrip())) + "# " + rng.choice(["now this", "그다음", "compute it", "see lecture 3"])
                )
            lines.append(line)
        found.append((exercise, "\n".join(lines)))
    rng.shuffle(found)
    return tuple(found)


def make_class(lesson, students, copiers, seed, own_answers=0.2):
    """A class in which some students took most of their answers from another.

    Returns
    -------
    list of Work, set of frozenset of str
        The class, and who copied from whom.
    """
    rng = random.Random(seed)
    works = [Work(f"alone{number:04}", written_alone(lesson, rng)) for number in range(students - copiers)]
    pairs = set()
    for number in range(copiers):
        source = works[rng.randrange(students - copiers)]
        own = dict(written_alone(lesson, rng))
        mixed = tuple((exercise, own[exercise] if rng.random() < own_answers else text) for exercise, text in source.cells)
        works.append(Work(f"copier{number:04}", copied(mixed, rng)))
        pairs.add(frozenset((source.student, works[-1].student)))
    rng.shuffle(works)
    return works, pairs
