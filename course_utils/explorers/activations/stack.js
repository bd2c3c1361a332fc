// The second half of the activation explorer: a signal through many layers, and what is left of the gradient that comes back.

import { button, chooser, clamp, heading, make, note, powered, shown, slider, status } from "../frame/parts.js";
import { chart, legend, ticks } from "../frame/chart.js";
import { push, stdOf } from "./deep.js";

const RULES = ["small", "xavier", "he"];
const second = { stroke: "var(--series2)", fill: "var(--series2)", "stroke-width": 1.8, "stroke-dasharray": "6 4" };
const first = { stroke: "var(--series1)", fill: "var(--series1)", "stroke-width": 2.5 };
const [SHRUNK, GROWN, LOST] = [0.5, 2, 1000];

/** Whole layers to write under a chart; layer 0 is the input. */
export const layerLabels = (depth, input) => ticks(0, depth, 5).filter(Number.isInteger).map((layer) => [layer, layer ? String(layer) : input]);

/** The ends of a logarithmic axis that holds all numbers above zero, and 1. */
export function decades(rows) {
  const heights = rows.flat().filter((height) => height > 0);
  return [10 ** Math.floor(Math.log10(Math.min(0.1, ...heights)) - 0.05), 10 ** Math.ceil(Math.log10(Math.max(1, ...heights)) + 0.05)];
}

/** A line with a dot for each layer; what is zero has no place on a logarithmic axis. */
export function trace(place, key, heights, attributes) {
  const layers = heights.map((_, layer) => layer);
  place.line(key, layers, heights, { ...attributes, fill: "none" });
  const seen = layers.filter((layer) => heights[layer] > 0);
  place.dots(`${key} dots`, seen, seen.map((layer) => heights[layer]), { fill: attributes.fill, r: 3 });
}

/** Build the second half. Gives { node, draw }. */
export function stackPart({ texts, say, get, tell }, shared) {
  const places = { stds: chart({ left: 64 }), gradients: chart({ left: 64 }), blocked: chart() };
  const heads = Object.fromEntries(Object.keys(places).map((key) => [key, heading()]));
  const title = make("h3");
  const about = note();
  const hint = note();
  const whole = (value, low, high) => Math.round(clamp(value, low, high));
  const depth = slider({ low: 1, high: 20, step: 1, act: (value) => tell({ depth: whole(value, 1, 20) }) });
  const width = slider({ low: 10, high: 200, step: 10, act: (value) => tell({ width: whole(value, 2, 200) }) });
  const rule = chooser((value) => tell({ weight_scale: value }));
  const ruleHead = make("span", { class: "name" });
  const std = slider({ low: 0.001, high: 3, powers: true, act: (value) => tell({ weight_scale: clamp(value, 1e-4, 10) }) });
  const again = button(() => tell({ seed: (get("seed") + 1) % 1000 }));
  const verdict = make("div", { class: "verdict", role: "status", "aria-live": "polite" });
  const keys = { lines: make("div"), shares: make("div") };
  const node = make("section", { class: "petals-stack" }, make("div", {}, title, about),
    make("div", { class: "petals-columns" },
      make("div", {}, depth.node, width.node),
      make("div", {}, make("div", { class: "petals-row rules" }, ruleHead, rule.node, again), std.node)),
    make("div", {}, verdict, hint),
    make("div", { class: "three" },
      make("div", {}, heads.stds, places.stds.node, keys.lines),
      make("div", {}, heads.gradients, places.gradients.node),
      make("div", {}, heads.blocked, places.blocked.node, keys.shares)));

  const scale = () => (typeof get("weight_scale") === "number" ? get("weight_scale") : stdOf(get("weight_scale"), get("width")));
  const run = (name) => push({
    name, ...shared.options(), depth: get("depth"), width: get("width"), batch: get("batch"), weightStd: scale(), seed: get("seed") });

  function sentence(name, { gradients }) {
    const ratio = gradients[0] / gradients.at(-1);
    const fields = { name: shared.name(name), depth: get("depth"), each: shown(Number((ratio ** (1 / get("depth"))).toPrecision(2))) };
    if (ratio === 0) return make("p", { class: "is-wrong" }, `✗ ${say("gone", fields)}`);
    const lost = ratio < 1 / LOST || ratio > LOST;
    const marked = (text) => make("p", { class: lost ? "is-wrong" : null }, `${lost ? "✗ " : ""}${text}`);
    if (ratio < SHRUNK) return marked(say("shrinks", { ...fields, factor: powered(1 / ratio) }));
    if (ratio > GROWN) return marked(say("grows", { ...fields, factor: powered(ratio) }));
    return make("p", { class: "is-right" }, `✓ ${say("stays", { ...fields, ratio: shown(ratio) })}`);
  }

  function controls() {
    title.textContent = texts().signal;
    about.textContent = say("signal_about", { batch: get("batch") });
    hint.textContent = texts().try_depth;
    const named = (name) => ({ name, numberName: say("as_number", { name }) });
    depth.show({ ...named(texts().depth), value: get("depth") });
    width.show({ ...named(texts().width), value: get("width") });
    std.show({ ...named(texts().weights_std), value: Number(scale().toPrecision(3)) });
    ruleHead.textContent = texts().weights;
    rule.show({ name: texts().weights, options: RULES.map((key) => [key, texts()[key]]), value: get("weight_scale") });
    again.textContent = texts().new_numbers;
  }

  function draw() {
    controls();
    const mine = run(get("function"));
    const theirs = get("compare") ? run(get("compare")) : null;
    const [depthNow, name] = [get("depth"), texts().layer];
    const x = [0, Math.max(1, depthNow)];
    const xLabels = layerLabels(depthNow, texts().input);
    for (const [key, head, axis, spoken] of [["stds", "std", "std_axis", "std_name"], ["gradients", "gradient", "gradient_axis", "gradient_name"]]) {
      heads[key].textContent = texts()[head];
      places[key].frame({ x, y: decades([mine[key], theirs?.[key] ?? []]), logY: true, yText: powered, xLabels, xName: name, yName: texts()[axis], name: texts()[spoken] });
      places[key].rule("one", { y: 1 });
      if (theirs) trace(places[key], "other", theirs[key], second);
      else ["other", "other dots"].forEach(places[key].clear);
      trace(places[key], "mine", mine[key], first);
    }
    heads.blocked.textContent = texts().shares;
    places.blocked.frame({ x: [0.4, depthNow + 0.6], y: [0, 100], xLabels: xLabels.filter(([layer]) => layer), xName: name, yName: texts().share_axis, name: texts().share_name });
    places.blocked.plot.replaceChildren();
    mine.blocked.forEach((share, layer) => {
      places.blocked.bars(`blocked ${layer}`, [layer + 0.6, layer + 1.4], [100 * share], { fill: "var(--series1)", opacity: 0.35 });
      places.blocked.bars(`dead ${layer}`, [layer + 0.7, layer + 1.3], [100 * mine.dead[layer]], { fill: "var(--series1)" });
    });
    if (theirs) trace(places.blocked, "other", [Number.NaN, ...theirs.blocked.map((share) => 100 * share)], second);
    else if (!Math.max(...mine.blocked)) {
      const [h, v] = [places.blocked.across((depthNow + 1) / 2), places.blocked.up(50)];
      places.blocked.plot.append(make("text", { x: h, y: v, "text-anchor": "middle" }, texts().nothing_blocked));
    }
    keys.lines.replaceChildren(legend([[first, shared.name(get("function"))], ...(theirs ? [[{ ...second, fill: null }, shared.name(get("compare"))]] : [])]
      .map(([look, text]) => [{ ...look, fill: null }, text])));
    keys.shares.replaceChildren(legend([[{ fill: "var(--series1)", opacity: 0.35 }, texts().blocked], [{ fill: "var(--series1)" }, texts().dead]]));
    verdict.replaceChildren(sentence(get("function"), mine), ...(theirs ? [sentence(get("compare"), theirs)] : []));
  }
  return { node, draw };
}
