// The graph explorer's face: an expression as a graph, its steps, the inputs, and the check by nudging.

import { begin, clamp, fill, heading, make, note, player, put, slider, soon, status, toggle } from "../frame/parts.js";
import { legend } from "../frame/chart.js";
import { picture } from "./picture.js";
import { numerical, run } from "./tape.js";
import { addsUp, backLines, called, meaning, neat, operations, stepOf, stuck, sum } from "./words.js";

const round = (value) => Number(value.toPrecision(10));

function nice(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  return [1, 2, 5, 10].find((part) => part * power >= size * 0.999) * power;
}

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "graph");
  let [reaches, revealed, picked] = [{}, new Set(), null];
  const nodes = () => get("structure").nodes;
  const last = () => 2 * operations(nodes()).length + 1;

  const set = (name, value) => {
    if (Number.isFinite(value)) tell({ values: { ...get("values"), [name]: round(value) } });
  };
  const go = (step) => {
    picked = null;
    tell({ step });
    update();
    view.follow(stepOf(nodes(), step).node);
  };
  const view = picture({
    pick: (place) => choose(place),
    nudge: set,
    reveal: (target, slot) => {
      revealed.add(`${target}:${slot}`);
      update();
    },
    reach: (name) => reaches[name],
    valueOf: (name) => get("values")[name],
  });

  const tries = note();
  const typed = make("input", { type: "text", spellcheck: "false", autocomplete: "off" });
  const typedName = make("span", { class: "name" });
  const complaint = make("p", { class: "alarm", role: "alert" });
  const how = note();
  const legends = make("div");
  const steps = player(go, { every: 1300 });
  const predict = toggle((value) => {
    revealed = new Set();
    tell({ predict: value });
  });
  const title = heading();
  const lines = make("div", { class: "said" });
  const saying = make("div", { class: "saying", role: "status", "aria-live": "polite" }, title, lines);
  const inputsHead = heading();
  const inputs = make("div", {});
  const checkHead = heading();
  const check = make("table", {});
  const checkNote = note();
  const corner = status();
  el.replaceChildren(make("div", { class: "petals-stack" },
    make("div", {}, tries, view.node, legends),
    make("div", { class: "petals-columns" },
      make("div", { class: "petals-stack" }, steps.node, predict.node, saying),
      make("div", { class: "petals-stack" }, make("div", {}, inputsHead, inputs), make("div", {}, checkHead, make("div", { class: "room" }, check), checkNote, corner))),
    make("div", {}, make("label", { class: "typed" }, typedName, typed), complaint, how)));

  typed.addEventListener("change", () => {
    if (typed.value.trim() !== get("draft")) tell({ draft: typed.value.trim() });
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter") typed.blur();
  });

  let sliders = {};
  function build() {
    [revealed, picked] = [new Set(), null];
    view.build(get("structure"), texts());
    reaches = {};
    sliders = {};
    for (const { op, name } of nodes()) {
      if (op === "input") {
        const high = nice(Math.max(2 * Math.abs(get("values")[name] ?? 1), 2));
        reaches[name] = { low: -high, high, step: nice(high / 400) };
        sliders[name] = slider({ ...reaches[name], act: (value) => set(name, value) });
      }
    }
    inputs.replaceChildren(...Object.values(sliders).map((one) => one.node));
    typed.value = get("draft").split("\n").map((line) => line.trim()).filter(Boolean).join("; ");
    update();
    view.follow(stepOf(nodes(), get("step")).node);
  }

  /** A circle leads to its step: on the way there, or on the way back when that is where we are (or when it is clicked again). */
  function choose(place) {
    const order = operations(nodes());
    const [there, back] = [order.indexOf(place) + 1, 2 * order.length + 1 - order.indexOf(place)];
    const isBack = get("step") > order.length;
    if (order.includes(place)) go(get("step") === there ? back : get("step") === back ? there : isBack ? back : there);
    else {
      steps.stop();
      picked = picked === place ? null : place;
      update();
    }
  }

  const isHidden = (target, slot) => get("predict") && !revealed.has(`${target}:${slot}`);
  const usesOpen = (place) => nodes().every((node, target) => node.inputs.every((source, slot) => source !== place || !isHidden(target, slot)));

  function explain(at, worked) {
    const words = texts();
    if (worked.problem && (at.kind === "seed" || at.kind === "back" || worked.problem.node === at.node)) {
      return [words.stuck, [stuck(nodes(), worked, words), words.stuck_line]];
    }
    if (picked !== null) {
      const node = nodes()[picked];
      const value = say("value_of", { value: neat(worked.outputs[picked]) });
      if (!worked.gradients || !usesOpen(picked)) return [called(nodes(), picked, words), [value, words.predict_line]];
      return [called(nodes(), picked, words), [value, addsUp(nodes(), picked, worked.edges, words),
        node.op === "input" && meaning(nodes(), picked, worked.gradients[picked], worked.outputs[picked], words)].filter(Boolean)];
    }
    if (at.kind === "start") return [words.step_start, [words.start_line]];
    if (at.kind === "seed") return [words.step_seed, [words.seed_line]];
    const { name: own, symbol } = nodes()[at.node];
    const name = own ? `${own} (${symbol})` : symbol;
    const fields = { number: at.number, total: at.total, name };
    if (at.kind === "forward") return [fill(words.step_forward, fields), [sum(nodes(), at.node, worked.outputs)]];
    return [fill(words.step_back, fields), backLines(nodes(), at.node, worked, words, isHidden)];
  }

  function drawCheck(worked) {
    const words = texts();
    checkHead.textContent = words.check;
    checkNote.textContent = words.check_how;
    let far = false;
    const rows = nodes().flatMap((node, place) => {
      if (node.op !== "input") return [];
      const gradient = worked.gradients?.[place] ?? NaN;
      const measured = numerical(nodes(), get("values"), node.name);
      const difference = Math.abs(gradient - measured);
      const off = difference > 1e-3 * Math.max(1, Math.abs(gradient));
      far ||= off;
      const open = usesOpen(place);
      const cells = open ? [neat(gradient), neat(measured), !Number.isFinite(difference) ? "–" : difference ? difference.toExponential(0).replace("-", "−") : "0"] : ["?", "?", "?"];
      return [make("tr", {}, make("th", { scope: "row" }, node.name), ...cells.map((cell, column) =>
        make("td", { class: column === 2 && open ? (off ? "is-wrong" : "is-right") : null }, column === 2 && open && Number.isFinite(difference) ? `${off ? "✗" : "✓"} ${cell}` : cell)))];
    });
    const names = ["", words.check_gradient, words.check_numerical, words.check_difference];
    check.replaceChildren(make("thead", {}, make("tr", {}, ...names.map((name) => (name ? make("th", { scope: "col" }, name) : make("td", {}))))), make("tbody", {}, ...rows));
    corner.textContent = far && worked.gradients ? words.check_corner : "";
  }

  function update() {
    const words = texts();
    const values = get("values");
    if (nodes().some((node) => node.op === "input" && !(node.name in values))) return; // the values follow in a moment
    const worked = run(nodes(), values);
    const step = clamp(get("step"), 0, last());
    const at = stepOf(nodes(), step);
    tries.textContent = words.start_line;
    put(view.node, { "aria-label": say("graph", { expression: get("expression") }) });
    view.show({ at, worked, values, isHidden, picked, texts: words });
    const [head, said] = explain(at, worked);
    title.textContent = head;
    lines.replaceChildren(...said.map((line) => make("p", {}, line)));
    steps.show({ frame: step, last: last(), texts: words, name: words.slider, text: head });
    predict.show({ name: words.predict, value: get("predict") });
    inputsHead.textContent = words.inputs;
    for (const [name, one] of Object.entries(sliders)) one.show({ name, numberName: say("as_number", { name }), value: values[name] });
    drawCheck(worked);
    legends.replaceChildren(legend([[{ stroke: "var(--series1)" }, words.legend_forward], [{ stroke: "var(--series2)" }, words.legend_back]]));
    typedName.textContent = words.expression;
    how.textContent = say("expression_how", { supported: get("supported") });
    complaint.textContent = get("complaint");
  }

  const end = follow({ structure: build, "values step predict complaint": soon(update), texts: build });
  return () => {
    steps.stop();
    end();
  };
}

export default { render };
