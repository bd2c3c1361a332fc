// The perceptron explorer's face. Numbers live in the model's traits; everything here is drawn from them.

import { arrow, begin, chooser, draggable, fill, make, shown, slider } from "../frame/parts.js";

const SIDE = 400; // of the plane, in drawing units
const EDGE = 34; // room for the axes' numbers
const LOW = -0.5;
const HIGH = 1.5;
const STEP = 0.05; // one press of an arrow key, in the plane
const TURN = Math.PI / 60;

const across = (x) => EDGE + ((x - LOW) / (HIGH - LOW)) * SIDE;
const up = (y) => SIDE - ((y - LOW) / (HIGH - LOW)) * SIDE + 8;
const round = (value) => Math.round(value * 1000) / 1000;

// ---- geometry: the line w1 x + w2 y + b = 0 in the square

const CORNERS = [[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]];

function cut({ w, b }) {
  const value = ([x, y]) => w[0] * x + w[1] * y + b;
  const inside = [];
  const ends = [];
  CORNERS.forEach((start, place) => {
    const end = CORNERS[(place + 1) % 4];
    const [before, after] = [value(start), value(end)];
    if (before > 0) inside.push(start);
    if (before > 0 !== after > 0) {
      const share = before / (before - after);
      const crossing = [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share];
      inside.push(crossing);
      ends.push(crossing);
    }
  });
  return { inside, ends: ends.length === 2 ? ends : null };
}

const middle = ([[ax, ay], [bx, by]]) => [(ax + bx) / 2, (ay + by) / 2];

function keepInView({ w, b }) {
  const reach = CORNERS.map(([x, y]) => w[0] * x + w[1] * y);
  const room = 0.06 * Math.hypot(...w);
  return { w, b: Math.min(-Math.min(...reach) - room, Math.max(-Math.max(...reach) + room, b)) };
}

function translate({ w, b }, dx, dy) {
  return keepInView({ w, b: b - w[0] * dx - w[1] * dy });
}

function turnAbout({ w }, [px, py], angle) {
  const size = Math.hypot(...w);
  const turned = [size * Math.cos(angle), size * Math.sin(angle)];
  return { w: turned, b: -(turned[0] * px + turned[1] * py) };
}

// ---- the parts

function swatch(child) {
  return make("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }, child);
}

function render({ model, el }) {
  const { texts: words, tell, follow: watch } = begin(model, el, "perceptron");
  const hatch = `petals-hatch-${Math.random().toString(36).slice(2)}`;
  const state = () => ({ w: [...model.get("weights")], b: model.get("bias") });
  const put = ({ w, b }) => tell({ weights: w.map(round), bias: round(b) });

  // the plane
  const plane = make("svg", { viewBox: `0 0 ${SIDE + EDGE + 8} ${SIDE + EDGE + 8}`, role: "group" });
  const side = make("polygon", { class: "side" });
  const stripes = make("polygon", { fill: `url(#${hatch})` });
  const line = make("line", { class: "line" });
  const grip = make("line", { class: "grip" });
  const mover = make("circle", { class: "knob mover", r: 13, tabindex: 0, role: "slider" });
  const moverMark = make("path", { class: "knob-mark" });
  const turner = make("circle", { class: "knob turner", r: 11, tabindex: 0, role: "slider" });
  const turnerMark = make("circle", { class: "knob-mark", r: 4 });
  const ticks = make("g", { "aria-hidden": "true" });
  for (const value of [0, 1]) {
    ticks.append(
      make("line", { class: "tick", x1: across(value), x2: across(value), y1: up(LOW), y2: up(HIGH) }),
      make("line", { class: "tick", x1: across(LOW), x2: across(HIGH), y1: up(value), y2: up(value) }),
      make("text", { x: across(value), y: SIDE + 26, "text-anchor": "middle" }, String(value)),
      make("text", { x: EDGE - 10, y: up(value) + 5, "text-anchor": "end" }, String(value)),
    );
  }
  ticks.append(
    make("text", { x: across(0.5), y: SIDE + 28, "text-anchor": "middle" }, "x₁"),
    make("text", { x: EDGE - 10, y: up(0.5) + 5, "text-anchor": "end" }, "x₂"),
  );
  const inputs = make("g");
  plane.append(
    make("defs", {}, make("pattern", { id: hatch, width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      make("line", { class: "hatch", x1: 0, x2: 0, y1: 0, y2: 9 }))),
    make("rect", { class: "field", x: across(LOW), y: up(HIGH), width: SIDE, height: SIDE }),
    side, stripes, ticks, line, grip, inputs, mover, moverMark, turner, turnerMark,
  );
  const where = make("p", { class: "note", role: "status" });
  const legend = make("div", { class: "legend" });

  // the panel
  const gateLabel = make("p", { class: "heading" });
  const gates = chooser((gate) => tell({ gate }));
  const sliders = [0, 1, 2].map((place) => slider({ low: -3, high: 3, step: 0.05, act: (value) => {
    const now = state();
    if (place < 2) now.w[place] = value;
    else now.b = value;
    put(now);
  } }));
  const equation = make("p", { class: "equation" });
  const head = make("thead");
  const body = make("tbody");
  const caption = make("caption", { class: "unseen" });
  const score = make("p", { class: "score", role: "status", "aria-live": "polite" });
  el.replaceChildren(make("div", { class: "layout" },
    make("div", {}, plane, legend, where),
    make("div", {}, gateLabel, gates.node, make("div", { style: "height: 8px" }), ...sliders.map((one) => one.node), equation,
      make("table", {}, caption, head, body), score)));

  // dragging
  let drag = null;
  const spot = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(plane.getScreenCTM().inverse());
    return [LOW + ((point.x - EDGE) / SIDE) * (HIGH - LOW), LOW + ((SIDE + 8 - point.y) / SIDE) * (HIGH - LOW)];
  };
  const follow = (event) => {
    const [x, y] = spot(event);
    if (drag.kind === "turner") {
      const [px, py] = drag.pivot;
      if (Math.hypot(x - px, y - py) < 0.02) return;
      // The ring lies along the line; the weights stand upright on it.
      put(turnAbout(drag.from, drag.pivot, Math.atan2(y - py, x - px) + Math.PI / 2));
    } else {
      put(translate(drag.from, x - drag.start[0], y - drag.start[1]));
    }
  };
  for (const [node, kind] of [[grip, "grip"], [mover, "mover"], [turner, "turner"]]) {
    draggable(node, {
      start: (event) => {
        const from = state();
        if (!cut(from).ends) return false;
        if (kind !== "grip") node.focus({ focusVisible: false });
        drag = { kind, from, start: spot(event), pivot: middle(cut(from).ends) };
        return true;
      },
      move: follow,
      end: () => {
        drag = null;
        update();
      },
    });
  }
  const keys = (node, act) => node.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way || !cut(state()).ends) return;
    event.preventDefault();
    put(act(way.map((part) => part * (event.shiftKey ? 4 : 1))));
  });
  keys(mover, ([dx, dy]) => translate(state(), dx * STEP, dy * STEP));
  keys(turner, ([dx, dy]) => {
    const now = state();
    return turnAbout(now, middle(cut(now).ends), Math.atan2(now.w[1], now.w[0]) + (dy - dx) * TURN);
  });

  // drawing
  function drawLine(now, texts) {
    const { inside, ends } = cut(now);
    for (const area of [side, stripes]) area.setAttribute("points", inside.map(([x, y]) => `${across(x)},${up(y)}`).join(" "));
    for (const node of [line, grip, mover, moverMark, turner, turnerMark]) node.style.display = ends ? "" : "none";
    const flat = Math.hypot(...now.w) === 0;
    where.textContent = ends ? "" : flat ? texts.no_line : texts.outside;
    if (!ends) return;
    for (const node of [line, grip]) {
      [["x1", across(ends[0][0])], ["y1", up(ends[0][1])], ["x2", across(ends[1][0])], ["y2", up(ends[1][1])]]
        .forEach(([name, value]) => node.setAttribute(name, value));
    }
    const centre = drag?.kind === "turner" ? drag.pivot : middle(ends);
    const size = Math.hypot(...now.w);
    const along = [now.w[1] / size, -now.w[0] / size]; // the weights, turned by a right angle to the right
    const half = Math.hypot(ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]) / 2;
    const arm = drag?.kind === "turner" ? 0.5 : Math.max(0.18, Math.min(0.5, half * 0.6));
    const ring = [centre[0] + along[0] * arm, centre[1] + along[1] * arm];
    const [cx, cy, rx, ry] = [across(centre[0]), up(centre[1]), across(ring[0]), up(ring[1])];
    mover.setAttribute("cx", cx);
    mover.setAttribute("cy", cy);
    moverMark.setAttribute("d", `M${cx - 7} ${cy}h14M${cx} ${cy - 7}v14`);
    for (const node of [turner, turnerMark]) {
      node.setAttribute("cx", rx);
      node.setAttribute("cy", ry);
    }
    mover.setAttribute("aria-label", texts.move);
    mover.setAttribute("aria-valuetext", `${texts.bias} ${shown(now.b)}`);
    mover.setAttribute("aria-valuenow", now.b);
    turner.setAttribute("aria-label", texts.turn);
    turner.setAttribute("aria-valuetext", `w1 ${shown(now.w[0])}, w2 ${shown(now.w[1])}`);
    turner.setAttribute("aria-valuenow", Math.round((Math.atan2(now.w[1], now.w[0]) * 180) / Math.PI));
  }

  function drawInputs(rows) {
    inputs.replaceChildren(...rows.map(({ point: [x, y], wanted, right }) => {
      const [cx, cy] = [across(x), up(y)];
      const shape = wanted
        ? make("rect", { class: "one", x: cx - 14, y: cy - 14, width: 28, height: 28, rx: 3 })
        : make("circle", { class: "zero", cx, cy, r: 15 });
      return make("g", { "pointer-events": "none" }, shape,
        make("text", { class: wanted ? "digit one-digit" : "digit", x: cx, y: cy + 5 }, String(wanted)),
        make("text", { class: `verdict ${right ? "is-right" : "is-wrong"}`, x: cx + 19, y: cy - 10 }, right ? "✓" : "✗"));
    }));
  }

  function drawTable(rows, texts) {
    caption.textContent = texts.table;
    head.replaceChildren(make("tr", {}, ...["x₁", "x₂", texts.wanted, texts.sum, texts.output, texts.mark]
      .map((name) => make("th", { scope: "col" }, make("span", { class: "word" }, name)))));
    body.replaceChildren(...rows.map(({ point, wanted, sum, output, right }) => make("tr", {},
      ...[point[0], point[1], wanted, sum.toFixed(2).replace("-", "−"), output].map((value) => make("td", {}, String(value))),
      make("td", { class: right ? "is-right" : "is-wrong" }, right ? "✓" : "✗",
        make("span", { class: "word" }, ` ${right ? texts.right : texts.wrong}`)))));
  }

  function drawLegend(texts) {
    const items = [
      [make("circle", { class: "zero", cx: 9, cy: 9, r: 8 }), texts.legend_zero],
      [make("rect", { class: "one", x: 2, y: 2, width: 14, height: 14, rx: 2 }), texts.legend_one],
      [make("rect", { class: "side", x: 0, y: 0, width: 18, height: 18 }), texts.legend_shade],
      [make("line", { class: "line", x1: 1, y1: 9, x2: 17, y2: 9 }), texts.legend_line],
    ];
    legend.replaceChildren(...items.map(([picture, text]) => make("span", {}, swatch(picture), text)));
  }

  function update() {
    const texts = words();
    const now = state();
    const gate = model.get("gate");
    const rows = model.get("points").map((point, place) => {
      const sum = now.w[0] * point[0] + now.w[1] * point[1] + now.b;
      const output = sum > 0 ? 1 : 0;
      const wanted = model.get("gates")[gate][place];
      return { point, wanted, sum, output, right: output === wanted };
    });
    const right = rows.filter((row) => row.right).length;
    plane.setAttribute("aria-label", texts.plane);
    gateLabel.textContent = texts.gate;
    gates.show({ name: texts.gate, options: Object.keys(model.get("gates")).map((name) => [name, name]), value: gate });
    sliders.forEach((one, place) => {
      const label = place < 2 ? fill(texts.weight, { number: "₁₂"[place] }) : texts.bias;
      one.show({ name: label, numberName: fill(texts.as_number, { name: label }), value: place < 2 ? now.w[place] : now.b });
    });
    const sign = (value) => (value < 0 ? " − " : " + ") + shown(Math.abs(value));
    equation.textContent = fill(texts.equation, { sum: `${shown(now.w[0])}·x₁${sign(now.w[1])}·x₂${sign(now.b)}` });
    drawLine(now, texts);
    drawInputs(rows);
    drawTable(rows, texts);
    drawLegend(texts);
    score.textContent = (right === 4 ? "✓ " : "") + fill(texts.score, { right, total: rows.length });
    score.className = right === 4 ? "score is-right" : "score";
  }

  return watch({ "weights bias gate texts": update });
}

export default { render };
