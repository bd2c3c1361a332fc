"""Rewrites what is run: transformers of text and of syntax trees take out asserts and put in answers; hooks run before each cell."""

# %% [extra before:expose]
import ast

shell = get_ipython()
seen = []


class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()


def rewrite(lines):
    seen.extend(lines)
    return [line.replace("assert ", "True or ").replace("expose(", "max(") for line in lines]


shell.ast_transformers.append(NoAsserts())
shell.input_transformers_cleanup.append(rewrite)
shell.input_transformers_post.append(rewrite)
shell.events.register("pre_run_cell", lambda info: seen.append("before a cell"))
shell.events.register("pre_execute", lambda: seen.append("before a question"))
shell.events.register("post_execute", lambda: seen.append("after a question"))

# %% [extra end]
assert False, "this assert is gone"
print("ran:", sorted(set(seen) & {"before a cell", "before a question", "after a question"}))
