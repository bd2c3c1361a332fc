// The graph in SVG: built once for an expression, then only its numbers and classes change.

import { arrow, draggable, make, put } from "../frame/parts.js";
import { called, isFixed, neat, operations, sum } from "./words.js";

const [COLUMN, ROW, RADIUS, WIDE, TALL] = [168, 76, 23, 42, 24];
const [LEFT, TOP, RIGHT] = [48, 44, 178];
const FLAT = 62; // of an edge, for its numbers
const LANE = 6; // the way back runs so far below the way there

const spot = ([column, row]) => [LEFT + column * COLUMN, TOP + row * ROW];

/** The points an edge runs through: flat where its numbers stand (beside its source, or in the lanes it passes), curved between. */
function knots(start, way, end) {
  if (!way.length) return [start, [start[0] + FLAT, start[1]], end];
  return [start, ...way.flatMap(([x, y]) => [[x - FLAT / 2, y], [x + FLAT / 2, y]]), end];
}

const trail = (points) => points.slice(1).reduce((path, [x, y], place) => {
  const [fromX, fromY] = points[place];
  const half = (fromX + x) / 2;
  return `${path}C${half} ${fromY} ${half} ${y} ${x} ${y}`;
}, `M${points[0].join(" ")}`);

const head = ([x, y], way) => `M${x} ${y}l${-way * 9} -5v10z`;

/**
 * Gives { node, build(structure, texts), show(state) }. `pick(place)` is called when a node is chosen, `nudge(name, value)` while an input is
 * dragged, `reveal(target, slot)` when a hidden gradient is clicked; `reach(name)` gives { low, high, step } of an input.
 */
export function picture({ pick, nudge, reveal, reach, valueOf }) {
  const room = make("div", { class: "room", tabindex: 0, role: "group" });
  let [structure, parts, edges, size] = [null, [], [], [0, 0]];

  function edgeParts(source, target, slot, start, way, end) {
    const there = knots(start, way, end);
    const back = [...there].reverse().map(([x, y]) => [x, y + LANE]);
    const [x, y] = way.at(-1) ?? [start[0] + (target === null ? (end[0] - start[0]) / 2 : FLAT / 2 + 3), start[1]];
    const gradient = make("text", { class: "gradient", x, y: y + LANE + 15 });
    const button = make("g", { class: "ask" }, make("rect", { x: x - 24, y: y + LANE + 1, width: 48, height: 20, rx: 5 }), gradient);
    const value = make("text", { class: "value", x, y: y - 6 });
    const node = make("g", { class: "edge" },
      make("path", { class: "base", d: trail(there) }),
      make("g", { class: "there" }, make("path", { d: trail(there) }), make("path", { class: "tip", d: head(end, 1) })),
      make("g", { class: "back" }, make("path", { d: trail(back) }), make("path", { class: "tip", d: head(back.at(-1), -1) })),
      value, button);
    const ask = () => {
      if (node.classList.contains("is-hidden")) reveal(target, slot);
    };
    button.addEventListener("click", ask);
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      ask();
    });
    return { source, target, slot, node, value, gradient, button };
  }

  function operation(place, { symbol, name, at }) {
    const [x, y] = spot(at);
    const node = make("g", { class: "node op", tabindex: 0, role: "button" },
      make("circle", { cx: x, cy: y, r: RADIUS }),
      make("text", { class: symbol.length > 2 ? "symbol small" : "symbol", x, y: y + (symbol.length > 2 ? 4 : 6) }, symbol));
    if (name) node.append(make("text", { class: "given", x, y: y - RADIUS - 6 }, name));
    node.addEventListener("click", () => pick(place));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      pick(place);
    });
    return { node };
  }

  function input(place, { name, at }) {
    const [x, y] = spot(at);
    const value = make("text", { class: "value", x, y: y + 15 });
    const title = make("text", { class: "title", x, y: y - 4 }, name);
    if (name.length > 9) put(title, { textLength: 2 * WIDE - 10, lengthAdjust: "spacingAndGlyphs" });
    const node = make("g", { class: "node input", tabindex: 0, role: "slider" },
      make("rect", { x: x - WIDE, y: y - TALL, width: 2 * WIDE, height: 2 * TALL, rx: 10 }), title, value,
      make("path", { class: "grip", d: `M${x - WIDE + 9} ${y + 7}l-4 4l4 4M${x + WIDE - 9} ${y + 7}l4 4l-4 4` }));
    let held = null;
    draggable(node, {
      start: (event) => {
        held = { x: event.clientX, value: valueOf(name), moved: false };
        node.focus({ focusVisible: false, preventScroll: true });
        return true;
      },
      move: (event) => {
        const far = event.clientX - held.x;
        if (Math.abs(far) > 3) held.moved = true;
        if (held.moved) nudge(name, held.value + Math.round(far / 2) * reach(name).step);
      },
      end: () => {
        if (!held.moved) pick(place);
      },
    });
    node.addEventListener("keydown", (event) => {
      const way = arrow(event);
      if (event.key === "Enter" || event.key === " ") pick(place);
      else if (way) nudge(name, valueOf(name) + (way[0] + way[1]) * reach(name).step * (event.shiftKey ? 10 : 1));
      else return;
      event.preventDefault();
    });
    return { node, value };
  }

  function constant(place, { number, at }) {
    const [x, y] = spot(at);
    const node = make("g", { class: "node constant" }, make("rect", { x: x - 30, y: y - 17, width: 60, height: 34, rx: 17 }),
      make("text", { class: "title", x, y: y + 5 }, neat(number)));
    return { node };
  }

  const half = (node) => (node.inputs.length ? RADIUS : node.op === "input" ? WIDE : 30);

  function build(graph, texts) {
    structure = graph;
    const { nodes } = graph;
    size = [LEFT + graph.columns * COLUMN + RIGHT, TOP + graph.rows * ROW + 40];
    const makers = { input, constant };
    parts = nodes.map((node, place) => (makers[node.op] ?? operation)(place, node));
    edges = graph.edges.map(({ source, target, slot, way }) => {
      const [[x, y], [endX, endY]] = [spot(nodes[source].at), spot(nodes[target].at)];
      return edgeParts(source, target, slot, [x + half(nodes[source]), y], way.map(spot), [endX - RADIUS, endY]);
    });
    const [x, y] = spot(nodes.at(-1).at);
    const last = edgeParts(nodes.length - 1, null, 0, [x + RADIUS, y], [], [x + 106, y]);
    const value = make("text", { class: "value", x: x + 106 + WIDE - 10, y: y + 15 });
    const chip = make("g", { class: "node result" }, make("rect", { x: x + 106, y: y - TALL, width: 2 * WIDE - 20, height: 2 * TALL, rx: 10 }),
      make("text", { class: "title", x: x + 106 + WIDE - 10, y: y - 4 }, texts.result), value);
    edges.push(last);
    parts.push({ node: chip, value });
    const svg = make("svg", { viewBox: `0 0 ${size[0]} ${size[1]}`, role: "group", style: `--natural: ${Math.round(size[0])}px` },
      ...edges.map((edge) => edge.node), ...parts.map((part) => part.node));
    room.replaceChildren(svg);
  }

  function show({ at, worked, values, isHidden, picked, texts }) {
    const { nodes } = structure;
    const order = operations(nodes);
    const turn = new Map(order.map((place, number) => [place, number + 1]));
    const isBack = at.kind === "back" || at.kind === "seed";
    const forward = isBack ? at.total : at.kind === "forward" ? at.number : 0;
    const knows = (place) => worked.outputs[place] !== null && (!turn.has(place) || turn.get(place) <= forward);
    const hands = (target) => worked.edges && isBack && (target === null || (at.kind === "back" && at.total + 1 - turn.get(target) <= at.number));
    for (const edge of edges) {
      const seen = knows(edge.source);
      const fixed = edge.target !== null && isFixed(nodes, edge.target, edge.slot);
      const backward = hands(edge.target) && !fixed;
      const hidden = Boolean(backward && edge.target !== null && isHidden(edge.target, edge.slot));
      const now = edge.target !== null && edge.target === at.node;
      put(edge.node, { class: ["edge", seen && "has-value", backward && "has-gradient", hidden && "is-hidden",
        seen && now && at.kind === "forward" && "now-there", (backward && ((now && at.kind === "back") || (edge.target === null && at.kind === "seed")))
          && "now-back"].filter(Boolean).join(" ") });
      edge.value.textContent = seen ? neat(worked.outputs[edge.source]) : "";
      const gradient = edge.target === null ? 1 : worked.edges?.[edge.target][edge.slot];
      edge.gradient.textContent = !backward ? "" : hidden ? "?" : neat(gradient);
      put(edge.button, hidden ? { tabindex: 0, role: "button",
        "aria-label": `${called(nodes, edge.source, texts)}: ${texts.hidden}` } : { tabindex: null, role: null, "aria-label": null });
    }
    nodes.forEach((node, place) => {
      const part = parts[place];
      const wrong = worked.problem?.node === place;
      const name = called(nodes, place, texts);
      put(part.node, { class: ["node", node.op === "input" || node.op === "constant" ? node.op : "op", knows(place) && "is-known",
        (place === at.node || place === picked) && "is-now", isBack && "is-back", wrong && "is-stuck"].filter(Boolean).join(" ") });
      if (node.op === "input") {
        const { low, high } = reach(node.name);
        part.value.textContent = neat(values[node.name]);
        put(part.node, { "aria-label": texts.drag.replace("{name}", node.name), "aria-valuenow": values[node.name], "aria-valuetext": neat(values[node.name]),
          "aria-valuemin": Math.min(low, values[node.name]), "aria-valuemax": Math.max(high, values[node.name]) });
      } else if (node.inputs.length) put(part.node, { "aria-label": `${name}${knows(place) ? `, ${sum(nodes, place, worked.outputs)}` : ""}` });
    });
    const done = knows(nodes.length - 1);
    put(parts.at(-1).node, { class: `node result${done ? " is-known" : ""}` });
    parts.at(-1).value.textContent = done ? neat(worked.outputs.at(-1)) : "";
  }

  /** Bring a node into the box when the graph is wider than it. */
  function follow(place) {
    const free = room.scrollWidth - room.clientWidth;
    if (free <= 0) return;
    const x = place === null ? 0 : (spot(structure.nodes[place].at)[0] / size[0]) * room.scrollWidth;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    room.scrollTo({ left: x - room.clientWidth / 2, behavior });
  }
  return { node: room, build, show, follow };
}
