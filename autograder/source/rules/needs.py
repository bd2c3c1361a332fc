"""Which answers call which: read from the reference answers and the checks, compared with `needs` in checks.py."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.source.cells import LessonSource
from autograder.source.exercises import ChecksError, read_checks
from autograder.source.faults import Fault
from autograder.source.rules.exercises import definition_lines


def needs_are_named(source: LessonSource) -> Iterator[Fault]:
    """Report exercises whose `needs` are not the answers that they call.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules needs-missing, needs-unused.
    """
    try:
        exercises = read_checks(source.folder, hidden=True).exercises
        called = calls(source, [name for name, exercise in exercises.items() if not exercise.manual])
    except (ChecksError, SyntaxError):
        return  # other rules say so
    path = source.folder / "checks.py"
    lines = definition_lines(path)
    for name, found in called.items():
        line, declared = lines.get(("exercise", name), 1), exercises[name].needs
        wanted = ", ".join(f'"{other}"' for other in found)
        if missing := [other for other in found if other not in declared]:
            advice = f"write needs=[{wanted}]; a wrong {missing[0]} would cost the points of {name}, too."
            yield Fault(path, line, "needs-missing", f"exercise {name} calls {', '.join(missing)}: {advice}")
        if unused := [other for other in declared if other not in found]:
            advice = f"write needs=[{wanted}]" if found else "leave needs out"
            yield Fault(path, line, "needs-unused", f"exercise {name} does not call {', '.join(unused)}: {advice}.")


def calls(source: LessonSource, exercises: Iterable[str]) -> dict[str, list[str]]:
    """Find for each exercise the earlier exercises whose answers its own answer, or a check of it, uses.

    Uses through the lesson's own cells count; what those answers use in turn does not.

    Parameters
    ----------
    source : LessonSource
        The lesson.
    exercises : iterable of str
        Those to look at, in order.

    Returns
    -------
    dict of str to list of str, in the lesson's order

    Raises
    ------
    SyntaxError
        If a cell or a checks file is no Python.
    """
    listed = list(exercises)
    answers = {cell.exercise: ast.parse(cell.text) for cell in source.of_role("answer") if cell.exercise in listed}
    owner = {name: exercise for exercise, tree in answers.items() for name in _defined(tree)}
    given = [statement for cell in source.of_role("code") for statement in ast.parse(cell.text).body if not _is_later(statement)]
    through = {name: _used(statement) for statement in given for name in _defined(ast.Module([statement], []))}
    asked = _asked(source.folder, listed)
    found = {}
    for place, exercise in enumerate(listed):
        own = answers.get(exercise, ast.Module([], []))
        reached = _reached(_used(own) - _defined(own) | asked[exercise], owner, through)
        found[exercise] = [earlier for earlier in listed[:place] if earlier in reached]
    return found


def _reached(names: set[str], owner: dict[str, str], through: dict[str, set[str]]) -> set[str]:
    """Follow names to the exercises that define them; cells of the lesson lie between, answers end the way."""
    reached, queue, seen = set(), list(names), set(names)
    while queue:
        name = queue.pop()
        if name in owner:
            reached.add(owner[name])
            continue
        more = through.get(name, set()) - seen
        seen |= more
        queue.extend(more)
    return reached


def _defined(tree: ast.Module) -> set[str]:
    """Name what a cell leaves behind: its functions, classes and variables, not those inside functions."""
    found = set()
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            found.add(statement.name)
        else:
            found |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return found


def _used(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _is_later(statement: ast.stmt) -> bool:
    """Tell whether a statement of the lesson waits for answers with @after, and so belongs to none."""
    decorators = statement.decorator_list if isinstance(statement, ast.FunctionDef) else []
    return any("after" in _used(decorator) for decorator in decorators)


def _asked(folder: Path, exercises: list[str]) -> dict[str, set[str]]:
    """Collect for each exercise the names in what its checks have evaluated."""
    asked: dict[str, set[str]] = {exercise: set() for exercise in exercises}
    for path in (folder / "checks.py", folder / "hidden.py"):
        if not path.is_file():
            continue
        body = ast.parse(path.read_text(encoding="utf-8")).body
        helpers = {name: statement for statement in body for name in _defined(ast.Module([statement], []))}
        for statement in body:
            for exercise in _checked(statement):
                if exercise in asked:
                    asked[exercise] |= _expressions(statement, helpers, set(exercises) - {exercise})
    return asked


def _checked(statement: ast.stmt) -> Iterator[str]:
    for decorator in statement.decorator_list if isinstance(statement, ast.FunctionDef) else []:
        match decorator:
            case ast.Call(func=ast.Name(id="check"), args=[ast.Constant(value=name), *_]):
                yield str(name)


def _expressions(statement: ast.AST, helpers: dict[str, ast.stmt], others: set[str]) -> set[str]:
    """Collect the names in every text of a check, and of the functions and constants it uses, that reads as Python."""
    queue, seen = [statement], set()
    found: set[str] = set()
    while queue:
        node = queue.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= _names_in(node.value)
        if isinstance(node, ast.Name) and node.id in helpers and node.id not in seen:
            seen.add(node.id)
            queue.append(helpers[node.id])
        queue.extend(_parts(node, others))
    return found


def _parts(node: ast.AST, others: set[str]) -> Iterator[ast.AST]:
    """Walk into a node; of a table by exercise, only into what is not another exercise's."""
    if not isinstance(node, ast.Dict):
        yield from ast.iter_child_nodes(node)
        return
    for key, value in zip(node.keys, node.values, strict=True):
        if not (isinstance(key, ast.Constant) and key.value in others):
            yield value


def _names_in(words: str) -> set[str]:
    try:
        tree = ast.parse(words.strip(), mode="eval")
    except (SyntaxError, ValueError):
        return set()
    if isinstance(tree.body, ast.Name):
        return set()  # one word may be anything: a title, a key
    return _used(tree) - {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
