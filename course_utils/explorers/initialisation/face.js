// The initialisation explorer's face: the square of choices, the net's settings, a histogram for each layer, and two charts.

import { begin, button, clamp, heading, make, note, powered, put, shown, slider, soon, status, toggle } from "../frame/parts.js";
import { chart, legend } from "../frame/chart.js";
import { push, stdOf } from "../activations/deep.js";
import { decades, layerLabels, trace } from "../activations/stack.js";
import { bars, histogram, look, mark, square } from "./grid.js";
import { extremes, judge, NEAR, RANGES, spread } from "./verdict.js";

const ACTIVATIONS = ["tanh", "sigmoid", "relu", "linear"];
const RULES = ["small", "large", "xavier", "he", "own"];
const BINS = 41;
const SENTENCES = {
  collapsed: "said_collapsed", exploded: "said_exploded", saturated: "said_saturated", dead: "said_dead", vanishing: "said_vanishing",
  exploding: "said_exploding", fading: "said_fading", growing: "said_growing", healthy: "said_healthy" };
const PAUSE = 150; // milliseconds of quiet before the other squares are computed
const BAND = "color-mix(in srgb, var(--right) 16%, transparent)";

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "initialisation");
  const stdFor = (rule) => (rule === "own" ? get("std") : stdOf(rule, get("units")));
  const settings = (name, weightStd) => ({
    name, alpha: 0, depth: get("layers"), width: get("units"), batch: get("batch"), weightStd, seed: get("seed"),
    batchNormalisation: get("batch_normalisation") });

  const choiceHead = heading();
  const choiceNote = note();
  const choice = square((activation, initialisation) => tell(initialisation === "own"
    ? { activation, initialisation, std: stdFor(get("initialisation")) } : { activation, initialisation }));
  const std = slider({ low: 0.001, high: 3, powers: true, act: (value) => tell({ initialisation: "own", std: clamp(value, 0.0001, 10) }) });
  const layers = slider({ low: 2, high: 20, step: 1, act: (value) => tell({ layers: Math.round(clamp(value, 2, 20)) }) });
  const units = slider({ low: 10, high: 200, step: 10, act: (value) => tell({ units: Math.round(clamp(value, 2, 200)) }) });
  const normalise = toggle((value) => tell({ batch_normalisation: value }));
  const again = button(() => tell({ seed: (get("seed") + 1) % 1000 }));
  const verdict = status();
  verdict.className = "verdict";
  const hint = note();
  const panelsHead = heading();
  const panels = make("div", { class: "panels" });
  const charts = { stds: chart({ left: 64, height: 250 }), gradients: chart({ left: 64, height: 250 }) };
  const heads = { stds: heading(), gradients: heading() };
  const keys = { stds: make("div"), gradients: make("div") };
  el.replaceChildren(make("div", { class: "layout" },
    make("div", { class: "choices" }, choiceHead, choiceNote, choice.node, std.node, layers.node, units.node,
      make("div", { class: "petals-row" }, normalise.node, again), hint),
    make("div", { class: "petals-stack" }, verdict,
      make("div", {}, panelsHead, panels),
      make("div", { class: "petals-columns" },
        make("div", {}, heads.stds, charts.stds.node, keys.stds),
        make("div", {}, heads.gradients, charts.gradients.node, keys.gradients)))));

  // ---- the squares that are not chosen: computed one after the other when nothing moves
  const known = new Map();
  let waiting = 0;
  const idOf = (name, rule) => JSON.stringify(settings(name, stdFor(rule)));
  function fillSquare(name, rule, made = null) {
    const id = idOf(name, rule);
    if (known.get(`${name} ${rule}`) === id) return;
    const run = made ?? push(settings(name, stdFor(rule)));
    const { key: found } = judge(name, run);
    const word = texts()[found];
    const label = say("cell", { activation: texts()[name], initialisation: texts()[rule], verdict: word });
    choice.fill(name, rule, { numbers: run.activations.at(-1), range: RANGES[name], key: found, word, label });
    known.set(`${name} ${rule}`, id);
  }
  function nextSquare() {
    for (const rule of RULES) {
      for (const name of ACTIVATIONS) {
        if (known.get(`${name} ${rule}`) !== idOf(name, rule)) {
          fillSquare(name, rule);
          waiting = setTimeout(nextSquare, 0);
          return;
        }
      }
    }
  }
  function refresh() {
    clearTimeout(waiting);
    for (const name of ACTIVATIONS) for (const rule of RULES) if (known.get(`${name} ${rule}`) !== idOf(name, rule)) choice.dim(name, rule);
    waiting = setTimeout(nextSquare, PAUSE);
  }

  function drawSquare() {
    choiceHead.textContent = texts().matrix;
    choiceNote.textContent = texts().matrix_about;
    known.clear();
    choice.show({
      name: texts().matrix,
      rows: ACTIVATIONS.map((name) => [name, texts()[name]]),
      columns: RULES.map((rule) => [rule, texts()[rule], rule === "xavier" ? "√(1/n)" : rule === "he" ? "√(2/n)" : rule === "own" ? shown(get("std")) : ""]),
    });
  }

  function drawSettings() {
    const named = (name) => ({ name, numberName: say("as_number", { name }) });
    std.show({ ...named(texts().std), value: Number(stdFor(get("initialisation")).toPrecision(3)) });
    layers.show({ ...named(texts().layers), value: get("layers") });
    units.show({ ...named(texts().units), value: get("units") });
    normalise.show({ name: texts().batch_normalisation, value: get("batch_normalisation") });
    again.textContent = texts().again;
    hint.textContent = get("batch_normalisation") ? texts().try_std : texts().try_heal;
    panelsHead.textContent = say("histograms", { batch: get("batch"), units: get("units") });
    choice.mark(get("activation"), get("initialisation"));
    const small = choice.node.querySelector(".head:last-of-type small");
    if (small) small.textContent = shown(get("std"));
  }

  function panel(place) {
    while (panels.children.length <= place) {
      panels.append(make("figure", { role: "img" }, make("b"), histogram(), make("div", { class: "ends" }, make("span"), make("span")),
        make("span", { class: "std" }), make("span", { class: "word" })));
    }
    return panels.children[place];
  }

  function drawPanels(name, run, judged) {
    while (panels.children.length > run.activations.length) panels.lastChild.remove();
    panels.classList.toggle("many", run.activations.length > 13);
    run.activations.forEach((numbers, place) => {
      const range = RANGES[place ? name : "input"];
      const found = spread(numbers, range, BINS);
      const lift = place > 0 && name === "relu";
      const node = panel(place);
      const [head, , ends, deviation, word] = node.children; // the picture is found below
      const title = place ? say("layer_said", { number: place }) : texts().input;
      head.textContent = title;
      put(node.querySelector("path"), { d: bars(found.shares, lift) });
      const percent = (share) => Math.round(100 * share);
      const end = (sign, value, share) => (place && share > 0.02 ? `${sign}${shown(value)}: ${percent(share)}%` : shown(value));
      ends.children[0].textContent = lift && found.zero ? `0: ${percent(found.zero)}%` : end("≤", range[0], found.below);
      ends.children[1].textContent = end("≥", range[1], found.above);
      deviation.textContent = say("panel_std", { std: powered(run.stds[place]) });
      const happened = place ? judged.layers[place - 1] : null;
      word.textContent = happened ? `${mark(happened)} ${texts()[happened]}` : "";
      word.className = `word ${happened ? look(happened) : ""}`;
      put(node, { "aria-label": [title, deviation.textContent, ...(happened ? [texts()[happened]] : [])].join(", ") });
    });
  }

  function drawCharts(run, judged) {
    const depth = get("layers");
    const xLabels = layerLabels(depth, texts().input_short);
    const middle = { stds: judged.reference, gradients: run.gradients.at(-1) };
    for (const [key, axis, spoken] of [["stds", "stds_axis", "stds_name"], ["gradients", "gradients_axis", "gradients_name"]]) {
      heads[key].textContent = texts()[key];
      charts[key].frame({ x: [0, depth], y: decades([run[key], [middle[key] / NEAR, middle[key] * NEAR]]), logY: true, yText: powered, xLabels, xName: texts().layer,
        yName: texts()[axis], name: texts()[spoken] });
      const ends = [key === "stds" ? 0.5 : 0, depth];
      charts[key].area("band", ends, ends.map(() => middle[key] / NEAR), ends.map(() => middle[key] * NEAR), { fill: BAND });
      trace(charts[key], "mine", run[key], { stroke: "var(--series1)", fill: "var(--series1)", "stroke-width": 2.5 });
    }
    const swatch = { fill: BAND, stroke: "var(--right)", "stroke-width": 1 };
    keys.stds.replaceChildren(legend([[swatch, say("within_stds", { activation: texts()[get("activation")] })]]));
    keys.gradients.replaceChildren(legend([[swatch, texts().within_gradients]]));
  }

  function sayVerdict(name, run, judged) {
    const { key: found, layer, ratio } = judged;
    const fields = { layer, ratio: powered(ratio), std: powered(run.stds.at(-1)), dead: Math.round(100 * run.dead[layer - 1]),
      ends: Math.round(100 * extremes(name, run.activations[layer])) };
    verdict.textContent = `${mark(found)} ${say(SENTENCES[found], fields)}`;
    verdict.className = `verdict ${look(found)}`;
  }

  function draw() {
    const [name, rule] = [get("activation"), get("initialisation")];
    const run = push(settings(name, stdFor(rule)));
    const judged = judge(name, run);
    drawSettings();
    drawPanels(name, run, judged);
    drawCharts(run, judged);
    sayVerdict(name, run, judged);
    fillSquare(name, rule, run);
    refresh();
  }

  const leave = follow({
    texts: () => {
      drawSquare();
      draw();
    },
    "activation initialisation std layers units batch_normalisation seed": soon(draw),
  });
  return () => {
    clearTimeout(waiting);
    leave();
  };
}

export default { render };
