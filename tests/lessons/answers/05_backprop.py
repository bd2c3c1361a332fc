"""Answers to lesson 05, right and wrong, that students may well write."""

ONCE = """
import numpy as np
from course_utils import nn
"""

SETUP = """
class Add:
    def forward(self, a, b):
        return a + b

    def backward(self, gradient):
        return gradient, gradient


def suspect(x, labels, parameters):
    weights1, biases1, weights2, biases2 = parameters.values()
    z = x @ weights1 + biases1
    h = nn.relu(z)
    probabilities = nn.softmax(h @ weights2 + biases2)
    found = {}
    found["logits"] = (probabilities - nn.one_hot(labels, 10)) / len(x)
    found["weights2"] = h.T @ found["logits"]
    found["biases2"] = found["logits"].sum(axis=0)
    found["h"] = found["logits"] @ weights2.T
    found["z"] = found["h"] * h
    found["weights1"] = x.T @ found["z"]
    found["biases1"] = found["z"].sum(axis=0)
    return found
"""


def _layer(name, forward, backward):
    """Write a class of two methods."""
    return f"""
class {name}:
    def forward(self, x):
        {forward}

    def backward(self, gradient):
        {backward}
"""


def _affine(backward, forward='self.x = x\n        return x @ self.parameters["weights"] + self.parameters["biases"]'):
    return f"""
class Affine:
    def __init__(self, weights, biases):
        self.parameters = {{"weights": weights, "biases": biases}}
        self.gradients = {{}}

    def forward(self, x):
        {forward}

    def backward(self, gradient):
        {backward}
"""


def _loss(backward, forward=""):
    usual = """self.probabilities = nn.softmax(logits)
        self.labels = labels
        return nn.softmax_cross_entropy(logits, labels)"""
    return f"""
class SoftmaxWithLoss:
    def forward(self, logits, labels):
        {forward or usual}

    def backward(self, gradient=1.0):
        {backward}
"""


_WALK = """loss = self.loss(x, labels)
        gradient = self.loss_layer.backward()
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return loss, self.named("gradients")"""

_STEP = """loss, gradients = self.gradients(x, labels)
        for layer in self.layers:
            for name in getattr(layer, "parameters", {}):
                layer.parameters[name] = layer.parameters[name] - learning_rate * layer.gradients[name]
        return loss"""


def _network(gradients=_WALK, train_step=_STEP):
    return f"""
class Network:
    def __init__(self, layers, loss_layer):
        self.layers, self.loss_layer = layers, loss_layer

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, labels):
        return self.loss_layer.forward(self.forward(x), labels)

    def named(self, kind):
        numbered = reversed(list(enumerate(self.layers)))
        return {{f"{{number}}.{{name}}": array for number, layer in numbered for name, array in getattr(layer, kind, {{}}).items()}}

    def gradients(self, x, labels):
        {gradients}

    def train_step(self, x, labels, learning_rate):
        {train_step}
"""


def _mended(z='found["z"] = found["h"] * (h > 0)', logits='found["logits"] = (probabilities - nn.one_hot(labels, 10)) / len(x)'):
    return f"""
def mended(x, labels, parameters):
    weights1, biases1, weights2, biases2 = parameters.values()
    z = x @ weights1 + biases1
    h = nn.relu(z)
    probabilities = nn.softmax(h @ weights2 + biases2)
    found = {{}}
    {logits}
    found["weights2"] = h.T @ found["logits"]
    found["biases2"] = found["logits"].sum(axis=0)
    found["h"] = found["logits"] @ weights2.T
    {z}
    found["weights1"] = x.T @ found["z"]
    found["biases1"] = found["z"].sum(axis=0)
    return found
"""


_BACK = """order, seen = [], set()
        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for parent in value.parents:
                    visit(parent)
                order.append(value)
        visit(self)
        self.gradient = 1.0
        for value in reversed(order):
            for parent, derivative in zip(value.parents, value.derivatives):
                parent.gradient += value.gradient * derivative"""


def _value(
    backward=_BACK,
    relu="return Value(max(0.0, self.number), (self,), (float(self.number > 0),))",
    mul="return Value(self.number * other.number, (self, other), (other.number, self.number))",
):
    return f"""
class Value:
    def __init__(self, number, parents=(), derivatives=()):
        self.number, self.gradient = number, 0.0
        self.parents, self.derivatives = parents, derivatives

    def __add__(self, other):
        return Value(self.number + other.number, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        {mul}

    def relu(self):
        {relu}

    def backward(self):
        {backward}
"""


RIGHT = {
    "bill_gradients": [
        'bill_gradients = {"apples": 110, "apple_price": 2.2, "oranges": 165, "orange_price": 3.3, "tax": 650}',
        "bill_gradients = dict(tax=650.0, apples=100 * 1.1, oranges=150 * 1.1, apple_price=2 * 1.1, orange_price=3 * 1.1)",
        """
bill_gradients = {}
for fruit, number, price in [("apple", 2, 100), ("orange", 3, 150)]:
    bill_gradients[fruit + "s"] = np.float64(price * 1.1)
    bill_gradients[fruit + "_price"] = number * 1.1
bill_gradients["tax"] = np.array(2 * 100 + 3 * 150)
""",
    ],
    "Multiply": [
        """
class Multiply:
    def forward(self, a, b):
        self.a = a
        self.b = b
        return a * b

    def backward(self, gradient):
        return gradient * self.b, gradient * self.a
""",
        """
class Multiply:
    def forward(self, a, b):
        self.inputs = (np.array(a), np.array(b))
        return np.multiply(a, b)

    def backward(self, gradient):
        a, b = self.inputs
        return [b * gradient, a * gradient]
""",
        """
class Multiply:
    def __init__(self):
        self.kept = None

    def forward(self, a, b):
        self.kept = a, b
        return self.kept[0] * self.kept[1]

    def backward(self, gradient):
        return np.array([np.multiply(gradient, self.kept[1]), np.multiply(gradient, self.kept[0])])
""",
    ],
    "ReLU": [
        _layer("ReLU", "self.is_open = x > 0\n        return x * self.is_open", "return gradient * self.is_open"),
        _layer("ReLU", "self.x = x\n        return np.maximum(0, x)", "return np.where(self.x > 0, gradient, 0)"),
        _layer(
            "ReLU",
            "self.shut = x <= 0\n        h = x.copy()\n        h[self.shut] = 0\n        return h",
            "back = gradient.copy()\n        back[self.shut] = 0\n        return back",
        ),
        _layer("ReLU", "self.h = nn.relu(x)\n        return self.h", "return gradient * np.sign(self.h)"),
        _layer("ReLU", "self.x = x\n        return nn.relu(x)", "return nn.relu_gradient(self.x) * gradient"),
        _layer(
            "ReLU",
            "self.x = np.array(x)\n        return np.array([max(0, each) for each in self.x.ravel()]).reshape(self.x.shape)",
            "back = np.zeros_like(gradient)\n        back[self.x > 0] = gradient[self.x > 0]\n        return back",
        ),
        _layer("ReLU", "self.x = x.astype(np.float32)\n        return np.maximum(self.x, 0)", "return gradient * (self.x > 0)"),
    ],
    "Sigmoid": [
        _layer("Sigmoid", "self.h = nn.sigmoid(x)\n        return self.h", "return gradient * self.h * (1 - self.h)"),
        _layer("Sigmoid", "self.x = x\n        return 1 / (1 + np.exp(-x))", "return gradient * nn.sigmoid_gradient(self.x)"),
        _layer(
            "Sigmoid",
            "self.x = x\n        return nn.sigmoid(x)",
            "e = np.exp(-np.abs(self.x))\n        return gradient * e / (1 + e) ** 2",
        ),
        _layer("Sigmoid", "self.h = 0.5 * (1 + np.tanh(x / 2))\n        return self.h", "return (self.h - self.h**2) * gradient"),
        _layer(
            "Sigmoid",
            "import math\n        self.h = np.array([[1 / (1 + math.exp(-each)) for each in row] for row in x])\n        return self.h",
            "return gradient * self.h - gradient * self.h**2",
        ),
    ],
    "Affine": [
        _affine(
            'self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=0)}\n'
            '        return gradient @ self.parameters["weights"].T'
        ),
        _affine(
            'self.gradients["weights"] = np.dot(self.x.T, gradient)\n'
            '        self.gradients["biases"] = np.sum(gradient, 0)\n'
            '        return np.dot(gradient, np.transpose(self.parameters["weights"]))',
            'self.x = np.array(x)\n        return np.dot(x, self.parameters["weights"]) + self.parameters["biases"]',
        ),
        _affine(
            'weights = np.zeros(self.parameters["weights"].shape)\n'
            "        for row, back in zip(self.x, gradient):\n"
            "            weights += np.outer(row, back)\n"
            "        self.gradients.update(weights=weights, biases=np.ones(len(gradient)) @ gradient)\n"
            '        return np.array([self.parameters["weights"] @ back for back in gradient])'
        ),
        _affine(
            'self.gradients["biases"] = [sum(column) for column in gradient.T]\n'
            '        self.gradients["weights"] = np.einsum("nd,nm->dm", self.x, gradient)\n'
            '        return np.einsum("nm,dm->nd", gradient, self.parameters["weights"])'
        ),
        _affine(
            'self.gradients = {"weights": (gradient.T @ self.x).T.astype(np.float32), "biases": sum(gradient)}\n'
            '        return [self.parameters["weights"] @ row for row in gradient]'
        ),
    ],
    "SoftmaxWithLoss": [
        _loss("return gradient * (self.probabilities - nn.one_hot(self.labels, self.probabilities.shape[1])) / len(self.labels)"),
        _loss(
            "back = self.probabilities.copy()\n"
            "        back[np.arange(len(self.labels)), self.labels] -= 1\n"
            "        return back * gradient / len(back)"
        ),
        _loss(
            "return (self.p - self.t) * (gradient / self.p.shape[0])",
            "self.t = np.eye(logits.shape[1])[labels]\n"
            "        self.p = np.exp(nn.log_softmax(logits))\n"
            "        return -np.mean(np.sum(self.t * nn.log_softmax(logits), axis=1))",
        ),
        _loss(
            "return np.array([gradient * row for row in (self.p - self.t) / len(self.t)])",
            "moved = logits - logits.max(axis=1, keepdims=True)\n"
            "        self.p = np.exp(moved) / np.exp(moved).sum(axis=1, keepdims=True)\n"
            "        self.t = nn.one_hot(labels, logits.shape[-1])\n"
            "        return nn.cross_entropy(self.p, self.t)",
        ),
        _loss(
            "back = self.p.copy()\n        back[range(len(back)), self.labels] -= 1\n        return gradient * back / len(back)",
            "self.p, self.labels = nn.softmax(logits), labels\n"
            "        return -np.mean(np.log(self.p[np.arange(len(labels)), labels] + 1e-7))",
        ),
    ],
    "Network": [
        _network(),
        _network(
            """loss = self.loss_layer.forward(self.forward(x), labels)
        back = self.loss_layer.backward(1.0)
        for layer in self.layers[::-1]:
            back = layer.backward(back)
        return loss, self.named("gradients")""",
            """loss, gradients = self.gradients(x, labels)
        for name, gradient in gradients.items():
            number, own = name.split(".")
            self.layers[int(number)].parameters[own] -= learning_rate * gradient
        return loss""",
        ),
        _network(
            """self.loss(x, labels)
        gradient = self.loss_layer.backward()
        found = {}
        for number in range(len(self.layers) - 1, -1, -1):
            layer = self.layers[number]
            gradient = layer.backward(gradient)
            if hasattr(layer, "gradients"):
                for name in layer.gradients:
                    found[str(number) + "." + name] = layer.gradients[name]
        return [self.loss(x, labels), found]""",
            """loss, _ = self.gradients(x, labels)
        for layer in self.layers:
            if hasattr(layer, "parameters"):
                layer.parameters.update({n: p - learning_rate * layer.gradients[n] for n, p in layer.parameters.items()})
        return loss""",
        ),
        _network(
            train_step="""loss = self.loss(x, labels)
        gradient = self.loss_layer.backward()
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
            for name, array in getattr(layer, "parameters", {}).items():
                layer.parameters[name] = array - learning_rate * layer.gradients[name]
        return loss""",
        ),
    ],
    "mended": [
        _mended(),
        _mended('found["z"] = np.where(z > 0, found["h"], 0)'),
        _mended('found["z"] = found["h"] * nn.relu_gradient(z)'),
        """
def mended(x, labels, parameters):
    found = suspect(x, labels, parameters)
    z = x @ parameters["weights1"] + parameters["biases1"]
    found["z"] = found["h"].copy()
    found["z"][z <= 0] = 0
    found["weights1"] = x.T @ found["z"]
    found["biases1"] = found["z"].sum(axis=0)
    return found
""",
    ],
    "Value": [
        _value(),
        _value(
            """order = []
        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)
        visit(self)
        self.gradient = 1
        while order:
            value = order.pop()
            for i in range(len(value.parents)):
                value.parents[i].gradient = value.parents[i].gradient + value.derivatives[i] * value.gradient""",
            "return Value(self.number, (self,), (1,)) if self.number > 0 else Value(0, (self,), (0,))",
        ),
        """
class Value:
    def __init__(self, number, parents=()):
        self.number, self.gradient, self.parents = number, 0.0, parents

    def __add__(self, other):
        return Value(self.number + other.number, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        return Value(self.number * other.number, [(self, other.number), (other, self.number)])

    def relu(self):
        return Value(np.maximum(self.number, 0), [(self, 1.0 if self.number > 0 else 0.0)])

    def backward(self, gradient=1.0):
        self.gradient += gradient
        for parent, derivative in self.parents:
            parent.backward(gradient * derivative)
""",
    ],
}

WRONG = {
    "bill_gradients": [
        (
            'bill_gradients = {"apples": 110, "apple_price": ..., "oranges": 165, "orange_price": 3.3, "tax": 650}',
            "There is still a `...` at `apple_price`",
        ),
        ('bill_gradients = {"apples": 110, "apple_price": 2.2, "oranges": 165, "orange_price": 3.3, "tax": 715}', "715 is the bill"),
        ('bill_gradients = {"apples": 100, "apple_price": 2, "oranges": 150, "orange_price": 3, "tax": 650}', "The tax is missing"),
        (
            'bill_gradients = {"apples": 2.2, "apple_price": 110, "oranges": 3.3, "orange_price": 165, "tax": 650}',
            "the other input of this",
        ),
        ('bill_gradients = {"apples": 2, "apple_price": 100, "oranges": 3, "orange_price": 150, "tax": 1.1}', "That is the value itself"),
        ('bill_gradients = {"apple": 110, "apple_price": 2.2, "oranges": 165, "orange_price": 3.3, "tax": 650}', "lacks `apples`"),
        ("bill_gradients = [110, 2.2, 165, 3.3, 650]", "should be a dict"),
    ],
    "Multiply": [
        (
            """
class Multiply:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b

    def backward(self, gradient):
        return gradient * self.a, gradient * self.b
""",
            "The two are swapped",
        ),
        (
            """
class Multiply:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b

    def backward(self, gradient):
        return self.b, self.a
""",
            "local derivatives",
        ),
        (
            """
class Multiply:
    def forward(self, a, b):
        return a * b

    def backward(self, gradient):
        return gradient, gradient
""",
            "what `Add` does",
        ),
        (
            """
class Multiply:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b

    def backward(self, gradient):
        return gradient * self.a * self.b
""",
            "should return two gradients",
        ),
        (
            """
class Multiply:
    def forward(self, a, b):
        global kept
        kept = a, b
        return a * b

    def backward(self, gradient):
        return gradient * kept[1], gradient * kept[0]
""",
            "A second object went forward",
        ),
    ],
    "ReLU": [
        (_layer("ReLU", "self.x = x\n        return np.maximum(0, x)", "return gradient * self.x"), "never `x` itself"),
        (_layer("ReLU", "self.x = x\n        return np.maximum(0, x)", "return nn.relu_gradient(gradient)"), "was taken at the gradient"),
        (
            _layer("ReLU", "self.x = x\n        return np.maximum(0, x)", "return nn.relu_gradient(gradient) * self.x"),
            "have changed places",
        ),
        (
            _layer("ReLU", "self.x = x\n        return np.maximum(0, x)", "return np.maximum(0, gradient)"),
            "cut where *it* is negative",
        ),
        (
            _layer(
                "ReLU",
                "self.shut = x <= 0\n        return np.maximum(0, x)",
                "gradient[self.shut] = 0\n        return gradient",
            ),
            "`ReLU.backward` changed its argument `gradient`",
        ),
        (
            _layer("ReLU", "self.shut = x <= 0\n        x[self.shut] = 0\n        return x", "return gradient * ~self.shut"),
            "`ReLU.forward` changed its argument `x`",
        ),
        (_layer("ReLU", "self.x = x\n        return np.maximum(0, x)", "return (self.x > 0) * 1.0"), "This is the local derivative"),
        (_layer("ReLU", "self.x = x\n        return np.maximum(0, x)", "return gradient * (self.x >= 0)"), "At exactly 0 the gate is shut"),
        (
            _layer("ReLU", "self.h = np.maximum(0, x)\n        return self.h", "return gradient * self.h"),
            "not by the number that went through it",
        ),
        (_layer("ReLU", "return np.maximum(0, x)", "return gradient"), "Everything came through"),
    ],
    "Sigmoid": [
        (
            _layer("Sigmoid", "self.h = nn.sigmoid(x)\n        return self.h", "return gradient * nn.sigmoid_gradient(self.h)"),
            "The sigmoid was applied twice",
        ),
        (
            _layer("Sigmoid", "self.x = x\n        return nn.sigmoid(x)", "return gradient * self.x * (1 - self.x)"),
            "the *output* of the sigmoid",
        ),
        (
            _layer("Sigmoid", "self.h = nn.sigmoid(x)\n        return self.h", "return self.h * (1 - self.h)"),
            "This is the local derivative",
        ),
        (
            _layer("Sigmoid", "self.h = nn.sigmoid(x)\n        return self.h", "return gradient * (1 - self.h**2)"),
            "belongs to tanh",
        ),
        (
            _layer("Sigmoid", "self.h = nn.sigmoid(x)\n        return self.h", "return gradient * self.h"),
            "The factor $1 - h$ is missing",
        ),
        (
            _layer(
                "Sigmoid",
                "self.h = nn.sigmoid(x)\n        return self.h",
                "gradient *= self.h * (1 - self.h)\n        return gradient",
            ),
            "`Sigmoid.backward` changed its argument `gradient`",
        ),
    ],
    "Affine": [
        (
            _affine(
                'self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=0, keepdims=True)}\n'
                '        return gradient @ self.parameters["weights"].T'
            ),
            "Leave out `keepdims`",
        ),
        (
            _affine(
                'self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=0)}\n'
                '        self.parameters["weights"] -= 0.1 * self.gradients["weights"]\n'
                '        return gradient @ self.parameters["weights"].T'
            ),
            "`Affine` changed its argument `weights`",
        ),
        (
            _affine('self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=0)}\n        return self.gradients'),
            "only the gradient at `x` travels on",
        ),
        (
            _affine(
                'self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.mean(axis=0)}\n'
                '        return gradient @ self.parameters["weights"].T'
            ),
            "A *sum* over the images",
        ),
        (
            _affine(
                'self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=1)}\n'
                '        return gradient @ self.parameters["weights"].T'
            ),
            "one number per image",
        ),
        (
            _affine(
                'self.gradients = {"weights": self.x.T @ gradient, "biases": gradient}\n'
                '        return gradient @ self.parameters["weights"].T'
            ),
            "A bias was added to every row",
        ),
        (
            _affine(
                'self.gradients = {"weights": gradient.T @ self.x, "biases": gradient.sum(axis=0)}\n'
                '        return gradient @ self.parameters["weights"].T'
            ),
            "It is transposed",
        ),
        (
            _affine(
                'self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=0)}\n'
                '        return gradient @ self.parameters["weights"]'
            ),
            "The shapes do not fit in the line",
        ),
        (
            _affine(
                'self.gradients["weights"] = self.gradients.get("weights", 0) + self.x.T @ gradient\n'
                '        self.gradients["biases"] = self.gradients.get("biases", 0) + gradient.sum(axis=0)\n'
                '        return gradient @ self.parameters["weights"].T'
            ),
            "Do not add to the old ones",
        ),
        (
            _affine('return gradient @ self.parameters["weights"].T, self.x.T @ gradient, gradient.sum(axis=0)'),
            'there is no `self.gradients["weights"]`',
        ),
        (
            """
class Affine:
    def __init__(self, weights, biases):
        self.parameters = {"weights": weights, "biases": biases}
        self.gradients = {}
        self.weights, self.biases = weights, biases

    def forward(self, x):
        self.x = x
        return x @ self.weights + self.biases

    def backward(self, gradient):
        self.gradients = {"weights": self.x.T @ gradient, "biases": gradient.sum(axis=0)}
        return gradient @ self.weights.T
""",
            "Training replaces what stands in",
        ),
    ],
    "SoftmaxWithLoss": [
        (
            _loss(
                "return gradient * (self.p - self.t) / len(self.t)",
                "self.p = nn.softmax(logits)\n        self.t = nn.one_hot(labels, labels.max() + 1)\n"
                "        return nn.cross_entropy(self.p, labels)",
            ),
            "a column for every class",
        ),
        (_loss("return gradient * (self.probabilities - self.labels) / len(self.labels)"), "a column for every class"),
        (
            _loss(
                "return gradient * (self.p - nn.one_hot(self.labels, self.p.shape[1])) / len(self.labels)",
                "self.p, self.labels = nn.softmax(logits, axis=0), labels\n        return nn.cross_entropy(self.p, labels)",
            ),
            "The softmax went down the columns",
        ),
        (
            _loss(
                "return gradient * (self.p - nn.one_hot(self.labels, self.p.shape[1])) / len(self.labels)",
                "self.p, self.labels = nn.softmax(logits), labels\n        return nn.softmax_cross_entropy(self.p, labels)",
            ),
            "The softmax was applied twice",
        ),
        (
            _loss(
                "return gradient * (self.p - nn.one_hot(self.labels, self.p.shape[1])) / len(self.labels)",
                "self.p, self.labels = nn.softmax(logits), labels\n        return nn.cross_entropy(logits, labels)",
            ),
            "apply the softmax first",
        ),
        (
            _loss("return gradient * (self.probabilities - nn.one_hot(self.labels, self.probabilities.shape[1]))"),
            "divided by the number of images as well",
        ),
        (
            _loss("return gradient * (nn.one_hot(self.labels, self.probabilities.shape[1]) - self.probabilities) / len(self.labels)"),
            "Probability minus target, in this order",
        ),
        (
            _loss("return gradient * self.probabilities / len(self.labels)"),
            "Subtract the targets",
        ),
        (
            _loss(
                "self.probabilities[np.arange(len(self.labels)), self.labels] -= 1\n"
                "        return gradient * self.probabilities / len(self.labels)"
            ),
            "The first `backward` was right, the second not",
        ),
        (
            _loss("return (self.probabilities - nn.one_hot(self.labels, self.probabilities.shape[1])) / len(self.labels)"),
            "multiply by the `gradient` that comes in",
        ),
        (
            _loss(
                "return gradient * (self.p - nn.one_hot(self.labels, self.p.shape[1])) / len(self.labels)",
                "self.p, self.labels = nn.softmax(logits), labels\n        return -np.mean(np.log(self.p[np.arange(len(labels)), labels]))",
            ),
            "A probability of 0 has no logarithm",
        ),
        (
            _loss(
                "return gradient * (self.p - nn.one_hot(self.labels, self.p.shape[1])) / len(self.labels)",
                "self.p, self.labels = nn.softmax(logits), labels\n        return nn.softmax_cross_entropy(logits, labels) * len(labels)",
            ),
            "That is the sum over the batch",
        ),
    ],
    "Network": [
        (
            _network(train_step=_STEP.replace('getattr(layer, "parameters", {})', "layer.parameters")),
            "a ReLU, for one, has no `parameters`",
        ),
        (
            _network(train_step=_STEP.replace("loss, gradients = self.gradients(x, labels)", "loss = self.loss(x, labels)")),
            "no such gradient yet",
        ),
        (_network(train_step=_STEP.replace("layer.gradients[name]", "layer.gradients[name] / len(x)")), "once too often"),
        (_network(_WALK.replace("reversed(self.layers)", "reversed(self.layers[1:])")), "The dict lacks `0.weights`"),
        (
            _network(
                """loss = self.loss(x, labels)
        gradient = self.loss_layer.backward()
        for layer in self.layers:
            gradient = layer.backward(gradient)
        return loss, self.named("gradients")"""
            ),
            "From last to first",
        ),
        (
            _network(
                """loss = self.loss(x, labels)
        gradient = self.loss_layer.backward()
        for layer in reversed(self.layers):
            layer.backward(gradient)
        return loss, self.named("gradients")"""
            ),
            "Each layer gets what the layer after it returned",
        ),
        (
            _network(
                """loss = self.loss(x, labels)
        gradient = self.loss_layer.backward()
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)
        return self.named("gradients")"""
            ),
            "should return two things",
        ),
        (
            _network(train_step=_STEP.replace("- learning_rate", "+ learning_rate")),
            "Uphill!",
        ),
        (
            _network(train_step=_STEP.replace("learning_rate * ", "")),
            "Multiply each gradient by `learning_rate`",
        ),
        (
            _network(
                train_step="""loss, gradients = self.gradients(x, labels)
        for name, array in self.named("parameters").items():
            array = array - learning_rate * gradients[name]
        return loss"""
            ),
            "No parameter has moved",
        ),
        (
            _network(train_step=_STEP.replace("\n        return loss", "")),
            "None",
        ),
        (
            _network(train_step=_STEP.replace("return loss", "return self.loss(x, labels)")),
            "the one before the step",
        ),
    ],
    "mended": [
        (_mended('found["h"][z <= 0] = 0\n    found["z"] = found["h"]'), "wrote its zeros into"),
        (_mended('found["z"] = h > 0'), "This is the local derivative"),
        (_mended('found["z"] = found["h"] * z'), "multiplies by `z` itself"),
        (_mended('found["z"] = found["h"] * h'), "still as it was"),
        (_mended('found["z"] = found["h"] * h * (1 - h)'), "the slope of the sigmoid"),
        (_mended('found["z"] = found["h"]'), "Now everything passes"),
        (_mended('found["z"] = found["h"] * (found["h"] > 0)'), "not on the sign of the gradient"),
        (_mended(logits='found["logits"] = probabilities - nn.one_hot(labels, 10)'), "just one line is wrong"),
    ],
    "Value": [
        (_value(_BACK.replace("reversed(order)", "order")), "One step back works, two do not"),
        (
            _value(
                """order, todo = [], [self]
        while todo:
            value = todo.pop(0)
            if value not in order:
                order.append(value)
                todo.extend(value.parents)
        self.gradient = 1.0
        for value in order:
            for parent, derivative in zip(value.parents, value.derivatives):
                parent.gradient += value.gradient * derivative"""
            ),
            "before all of it had come back",
        ),
        (_value(_BACK.replace("+=", "=")), "collect its gradient with `+=`"),
        (
            _value(
                """self.gradient = 1.0
        queue = [self]
        while queue:
            value = queue.pop()
            for parent, derivative in zip(value.parents, value.derivatives):
                parent.gradient += value.gradient * derivative
                queue.append(parent)"""
            ),
            "before all of it had come back, or twice",
        ),
        (_value(mul="return Value(self.number * other.number, (self, other), (self.number, other.number))"), "`*` the other factor"),
        (_value(_BACK.replace("        self.gradient = 1.0\n", "")), "The result itself has gradient 1"),
    ],
}
