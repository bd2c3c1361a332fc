// The descent explorer's face: a map with a start to drag, paths on it, and what became of them. Numbers live in the model's traits.

import { arrow, begin, button, chooser, clamp, draggable, floatsOf, heading, make, note, player, powered, put, shown, slider, soon, status, toggle, write } from "../frame/parts.js";
import { chart, legend } from "../frame/chart.js";
import { bestRate, limitOf, OPTIMIZERS, outcome, reached, sweep, walk } from "./optimizers.js";
import { groundOf, largestCurvature } from "./surfaces.js";
import { drawGround } from "./ground.js";
import { drawArrow, drawPath, LOOKS, swatch } from "./paths.js";
import { makeTable } from "./table.js";

const MOST = 10; // times the start's loss: the top of the sweep, where diverging walks are drawn
const LEAST = 1e-6;
const HEAVY = 1000;
const WORK = 60000; // steps that a sweep may take in all, for it is done anew while the start is dragged
// the words of each surface: its name, and what to try on it
const SURFACES = {
  bowl: ["surface_bowl", "try_bowl"],
  valley: ["surface_valley", "try_valley"],
  rosenbrock: ["surface_rosenbrock", "try_rosenbrock"],
  saddle: ["surface_saddle", "try_saddle"],
  two_minima: ["surface_two_minima", "try_two_minima"],
  plateau: ["surface_plateau", "try_plateau"],
  own: ["surface_own", "try_own"],
};
const LIMITS = { sgd: "limit_sgd", momentum: "limit_momentum", nesterov: "limit_nesterov" };
const SAID = {
  converged: "said_converged", diverged: "said_diverged", slow: "said_slow", stuck: "said_stuck", left: "said_left",
  zigzag: "said_zigzag", zigzag_near: "said_zigzag_near",
};
const MARKS = { converged: "✓", diverged: "✗", zigzag: "↯", slow: "…", stuck: "■", left: "→" };

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "descent");
  const scene = () => get("scenes")[get("surface")];
  const bounded = (name, value) => clamp(value, ...get("ranges")[name]);
  const rateOf = (name) => get("learning_rates")[name] ?? get("learning_rate");
  const settings = (name) => ({ rate: rateOf(name), momentum: get("momentum"), decay: get("weight_decay") });
  const apart = () => Object.keys(get("learning_rates")).length > 0;

  // the map
  const first = get("scenes").own ?? get("scenes").bowl;
  const aspect = clamp((first.ylim[1] - first.ylim[0]) / (first.xlim[1] - first.xlim[0]), 0.6, 1);
  const map = chart({ width: 600, height: 530 * aspect + 58, left: 52, right: 18, top: 14, bottom: 44, xTicks: 6 });
  put(map.node, { role: "group" });
  map.node.classList.add("map");
  const [groundLayer, pathLayer, topLayer] = [make("g"), make("g"), make("g", { class: "top" })];
  const grip = make("circle", { class: "grip", r: 24 });
  const knob = make("circle", { class: "petals-knob start", r: 11, tabindex: 0, role: "slider" });
  map.plot.append(groundLayer, pathLayer, topLayer);
  map.node.append(grip, knob);
  const moveTo = ([x, y]) => {
    const { xlim, ylim } = scene();
    const tidy = (value, [low, high]) => {
      const step = 10 ** (Math.floor(Math.log10(high - low)) - 2);
      return clamp(Number((Math.round(value / step) * step).toPrecision(8)), low, high);
    };
    tell({ start: [tidy(x, xlim), tidy(y, ylim)] });
  };
  for (const node of [grip, knob]) {
    draggable(node, {
      start: () => {
        knob.focus({ preventScroll: true, focusVisible: false });
        return true;
      },
      move: (event) => moveTo(map.at(event)),
    });
  }
  map.node.addEventListener("click", (event) => {
    if (event.target !== knob && event.target !== grip) moveTo(map.at(event));
  });
  knob.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    const { xlim, ylim } = scene();
    const step = event.shiftKey ? 0.1 : 0.02;
    moveTo([get("start")[0] + way[0] * step * (xlim[1] - xlim[0]), get("start")[1] + way[1] * step * (ylim[1] - ylim[0])]);
  });

  // the controls
  const surfaces = chooser((name) => {
    const { start, learning_rate } = get("scenes")[name];
    tell({ surface: name, start, learning_rate, learning_rates: {}, step: get("steps") });
  });
  const hint = note();
  const steps = player((step) => tell({ step }), { every: () => clamp(5000 / get("steps"), 16, 150) });
  const where = note();
  const key = make("div");
  const rate = slider({ low: 1e-4, high: 10, powers: true, act: (value) => tell({ learning_rate: bounded("learning_rate", value) }) });
  const momentum = slider({ low: 0, high: 0.99, step: 0.01, act: (value) => tell({ momentum: bounded("momentum", value) }) });
  const count = slider({ low: 10, high: 500, step: 10, act: (value) => {
    const wanted = Math.round(bounded("steps", value));
    tell({ steps: wanted, step: wanted });
  } });
  const condition = slider({ low: 1, high: 100, step: 1, act: (value) => tell({ condition: bounded("condition", value) }) });
  const decay = slider({ low: 0, high: 0.5, step: 0.001, act: (value) => tell({ weight_decay: bounded("weight_decay", value) }) });
  const own = toggle((on) => tell({ learning_rates: on ? Object.fromEntries(get("optimizers").map((name) => [name, rateOf(name)])) : {} }));
  const best = button(giveBest);
  const verdict = status();
  verdict.classList.add("verdict");
  const limitNote = note();
  const table = makeTable({
    texts,
    run: (name, on) => tell({ optimizers: on ? [...get("optimizers"), name] : get("optimizers").filter((one) => one !== name) }),
    rate: (name, value) => tell({ learning_rates: { ...get("learning_rates"), [name]: bounded("learning_rate", value) } }),
  });

  // the charts
  const lossHead = heading();
  const losses = chart({ width: 350, height: 250, left: 46, right: 14 });
  const log = toggle((on) => tell({ log_scale: on }));
  const sweepHead = heading();
  const rates = chart({ width: 350, height: 250, left: 46, right: 14 });
  rates.node.classList.add("rates");
  const sweepNote = note();
  const choose = (event) => {
    if (!apart()) tell({ learning_rate: bounded("learning_rate", Number(rates.at(event)[0].toPrecision(2))) });
  };
  rates.node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    event.preventDefault();
    rates.node.setPointerCapture(event.pointerId);
    choose(event);
  });
  rates.node.addEventListener("pointermove", (event) => {
    if (rates.node.hasPointerCapture(event.pointerId)) choose(event);
  });
  rates.node.addEventListener("click", choose);

  el.replaceChildren(make("div", { class: "layout" },
    make("div", { class: "choice" }, surfaces.node, hint),
    make("div", { class: "ground" }, map.node, steps.node, where, key, verdict),
    make("div", { class: "side" },
      rate.node, momentum.node, count.node, condition.node, decay.node, limitNote,
      make("div", { class: "race" }, table.node, make("div", { class: "petals-row" }, own.node, best)),
      make("div", { class: "charts" },
        make("div", {}, lossHead, losses.node, log.node),
        make("div", {}, sweepHead, rates.node, sweepNote)))));

  // what is worked out once and kept until what it follows from changes
  const kept = new Map();
  const keep = (name, given, work) => {
    const mark = JSON.stringify(given);
    if (kept.get(name)?.mark !== mark) kept.set(name, { mark, value: work() });
    return kept.get(name).value;
  };
  const sheet = () => keep("sheet", get("surface") === "own", () => {
    const { rows, columns, heights } = get("sheet");
    return rows ? { rows, columns, heights: floatsOf(heights) } : null;
  });
  const ground = () => keep("ground", [get("surface"), get("condition")], () =>
    groundOf(get("surface"), { condition: get("condition"), sheet: sheet(), ...scene() }));
  const tried = (optimizers) => {
    const number = clamp(Math.floor(WORK / (optimizers.length * get("steps"))), 21, 81);
    const [low, high] = get("ranges").learning_rate;
    return Array.from({ length: number }, (_, place) => low * (high / low) ** (place / (number - 1)));
  };
  function giveBest() {
    const now = get("optimizers");
    const found = now.map((name) => [name, Number(bestRate(ground(), get("start"), name, settings(name), get("steps"), tried(now)).toPrecision(2))]);
    tell({ learning_rates: Object.fromEntries(found) });
  }

  function drawMap(walks) {
    const { xlim, ylim } = scene();
    const step = get("step");
    map.frame({ x: xlim, y: ylim, xName: "x", yName: "y", name: say("map", { surface: texts()[SURFACES[get("surface")][0]] }) });
    keep("drawn", [get("surface"), get("condition")], () => drawGround(groundLayer, map, ground(), scene(), get("surface") === "own" ? sheet() : null));
    pathLayer.replaceChildren(...walks.flatMap(({ name, path }) => drawPath(map, path, step, LOOKS[name])));
    const { name, path } = walks[0];
    const at = path[Math.min(step, path.length - 1)];
    const gradient = ground().slope(...at);
    topLayer.replaceChildren(...drawArrow(map, at, gradient));
    const [cx, cy] = [map.across(get("start")[0]), map.up(get("start")[1])];
    put(grip, { cx, cy });
    put(knob, { cx, cy, "aria-label": texts().start_move, "aria-valuenow": get("start")[0],
      "aria-valuetext": `x ${shown(get("start")[0])}, y ${shown(get("start")[1])}` });
    where.textContent = say("where", { name: texts()[name], step: Math.min(step, path.length - 1), x: powered(at[0]), y: powered(at[1]),
      loss: powered(ground().value(...at)), steep: powered(Math.hypot(...gradient)) });
    steps.show({ frame: step, last: get("steps"), texts: texts(), name: texts().step });
  }

  function drawLosses(walks) {
    const lowest = ground().lowest;
    const above = walks.map(({ losses: list }) => list.map((loss) => Math.max(loss - lowest, 1e-300)));
    const start = above[0][0] > 1e-300 ? above[0][0] : 1;
    const [most, least] = [Math.max(start, ...above.map((list) => list.reduce((a, b) => Math.max(a, b)))), Math.min(...above.map((list) => list.reduce((a, b) => Math.min(a, b))))];
    const isLog = get("log_scale");
    const y = isLog ? [clamp(least, start * 1e-8, start * 0.1), Math.min(most, start * 100) * 1.5] : [0, Math.min(most, start * 2) * 1.05];
    lossHead.textContent = lowest ? texts().loss_above : texts().loss;
    losses.frame({ x: [0, get("steps")], y, logY: isLog, yText: isLog ? powered : shown, xName: texts().step, yName: "", name: `${lossHead.textContent}: ${verdict.textContent}` });
    for (const name of OPTIMIZERS) losses.clear(name);
    losses.rule("near", { y: start * 0.01 });
    losses.rule("now", { x: get("step") }, { stroke: "var(--ink)", "stroke-dasharray": null });
    walks.forEach(({ name }, place) => losses.line(name, above[place].map((_, step) => step), above[place], swatch(LOOKS[name])));
    log.show({ name: texts().log_scale, value: isLog });
  }

  function drawRates(walks) {
    const now = walks.map(({ name }) => name);
    const all = tried(now);
    const curves = keep("sweep", [get("surface"), get("condition"), get("start"), get("momentum"), get("weight_decay"), get("steps"), now], () =>
      now.map((name) => sweep(ground(), get("start"), name, settings(name), get("steps"), all, MOST)));
    sweepHead.textContent = texts().sweep;
    rates.frame({ x: get("ranges").learning_rate, y: [LEAST, MOST], logX: true, logY: true, xText: powered, yText: powered, xName: texts().learning_rate, name: texts().sweep_name });
    for (const name of OPTIMIZERS) for (const part of ["", " limit", " now"]) rates.clear(name + part);
    rates.rule("near", { y: 0.01 });
    if (apart()) rates.clear("now");
    else rates.rule("now", { x: get("learning_rate") }, { stroke: "var(--ink)", "stroke-dasharray": null });
    const curvature = largestCurvature(get("surface"), get("condition"));
    walks.forEach(({ name, losses: list, ended }, place) => {
      const limit = limitOf(name, curvature, get("momentum"));
      if (limit) rates.rule(`${name} limit`, { x: limit }, { stroke: LOOKS[name].stroke, "stroke-dasharray": "2 3", "stroke-width": 1.5 });
      const share = (list.at(-1) - ground().lowest) / (list[0] - ground().lowest || 1);
      const here = [rateOf(name), ended ? MOST : share];
      const curve = [...all.map((one, at) => [one, curves[place][at]]), here].sort(([one], [two]) => one - two);
      rates.line(name, curve.map(([one]) => one), curve.map(([, left]) => clamp(left, LEAST, MOST)), swatch(LOOKS[name]));
      rates.dots(`${name} now`, [here[0]], [clamp(here[1], LEAST, MOST)], { fill: LOOKS[name].stroke, stroke: "var(--paper)", r: 5 });
    });
    const limit = limitOf(now[0], curvature, get("momentum"));
    limitNote.textContent = limit ? say(LIMITS[now[0]], { curvature: shown(curvature), limit: shown(limit) }) : "";
    limitNote.style.display = limit ? "" : "none";
    sweepNote.textContent = apart() ? texts().sweep_own : texts().sweep_try;
  }

  function drawControls(walks) {
    const named = (name, value, part) => part.show({ name, numberName: say("as_number", { name }), value });
    const surface = get("surface");
    surfaces.show({ name: texts().surface, value: surface,
      options: Object.keys(get("scenes")).map((name) => [name, texts()[SURFACES[name][0]]]) });
    hint.textContent = texts()[SURFACES[surface][1]];
    named(texts().learning_rate, get("learning_rate"), rate);
    rate.node.style.display = apart() ? "none" : "";
    named(texts().momentum_of, get("momentum"), momentum);
    momentum.node.style.display = get("optimizers").some((name) => name === "momentum" || name === "nesterov") ? "" : "none";
    named(texts().steps, get("steps"), count);
    named(texts().condition, get("condition"), condition);
    condition.node.style.display = surface === "valley" ? "" : "none";
    named(texts().weight_decay, get("weight_decay"), decay);
    decay.node.style.display = get("optimizers").includes("adamw") ? "" : "none";
    own.show({ name: texts().own_rates, value: apart() });
    best.textContent = texts().best_rates;
    table.show(OPTIMIZERS.map((name) => {
      const walked = walks.find((one) => one.name === name);
      return { name, rate: rateOf(name), walked, outcome: walked && outcome(walked, ground()), lowest: ground().lowest };
    }), { apart: apart(), marks: MARKS });
    key.replaceChildren(legend([
      [{ class: "deep", fill: "var(--deep)" }, texts().key_low],
      [{ stroke: "var(--ink)", "stroke-width": 3 }, texts().key_arrow],
    ]));
  }

  function drawVerdict({ name, path, losses: list, ...walked }) {
    const [start, last] = [list[0] - ground().lowest, list.at(-1) - ground().lowest];
    const became = outcome({ path, losses: list, ...walked }, ground());
    const arrived = reached(list, ground().lowest);
    const ending = became === "zigzag" ? (arrived === null ? "zigzag" : "zigzag_near") : became;
    const left = shown((100 * last) / (start || 1));
    write(verdict, `${MARKS[became]} ${texts()[name]}: ${say(SAID[ending], { arrived, left, steps: list.length - 1, start: powered(start), last: powered(last) })}`);
    put(verdict, { class: `note verdict ${became === "converged" ? "is-right" : became === "diverged" ? "is-wrong" : ""}` });
  }

  let later = 0;
  const update = soon(() => {
    const walks = get("optimizers").map((name) => ({ name, ...walk(ground(), get("start"), name, settings(name), get("steps")) }));
    drawVerdict(walks[0]);
    drawMap(walks);
    drawLosses(walks);
    clearTimeout(later);
    // many long walks for many learning rates wait until the hand rests
    if (walks.length * get("steps") > HEAVY) later = setTimeout(() => drawRates(walks), 80);
    else drawRates(walks);
    drawControls(walks);
  });
  const leave = follow({
    "surface condition start learning_rate learning_rates momentum weight_decay optimizers steps step log_scale texts": update,
  });
  return () => {
    clearTimeout(later);
    steps.stop();
    leave();
  };
}

export default { render };
