// The first half of the activation explorer: the function, its slope, and a point to drag along both.

import { arrow, clamp, draggable, heading, make, note, picker, put, shown, slider, soon, status } from "../frame/parts.js";
import { chart, legend } from "../frame/chart.js";
import { activation, REACH, steepest } from "./functions.js";
import { BLOCKED } from "./deep.js";

const PLACES = Array.from({ length: 641 }, (_, place) => (place / 320 - 1) * REACH);
const TANGENT = 2.2; // of the tangent, to each side
const round = (value) => Math.round(clamp(value, -REACH, REACH) * 100) / 100;

/** The curves of a function, with gaps where it jumps. */
export function curves(one) {
  const values = PLACES.map((x) => one.value(x));
  const slopes = PLACES.map((x, at) => one.slope(x, values[at]));
  const broken = (row, isJump) => {
    const [x, y] = [[], []];
    row.forEach((height, at) => {
      if (at && isJump(at)) {
        x.push(PLACES[at]);
        y.push(Number.NaN);
      }
      x.push(PLACES[at]);
      y.push(height);
    });
    return { x, y };
  };
  const run = PLACES[1] - PLACES[0];
  const climbs = (at) => Math.abs(values[at] - values[at - 1]) > 0.05 + 3 * run * Math.max(Math.abs(slopes[at]), Math.abs(slopes[at - 1]));
  return { value: broken(values, climbs), slope: broken(slopes, (at) => Math.abs(slopes[at] - slopes[at - 1]) > 0.2), slopes };
}

/** The stretches where hardly any gradient gets through, as [from, to]. */
export function saturated(one) {
  const least = BLOCKED * steepest(one);
  const found = [];
  PLACES.forEach((x, at) => {
    const slope = Math.abs(one.slope(x, one.value(x)));
    if (slope >= least && slope !== 0) return;
    if (found.length && found.at(-1)[1] === at - 1) found.at(-1)[1] = at;
    else found.push([at, at]);
  });
  return found.filter(([from, to]) => to > from).map(([from, to]) => [PLACES[from], PLACES[to]]);
}

/** The function's own little picture, for its button. */
export function sketch(one) {
  const { value } = curves(one);
  const heights = value.y.filter(Number.isFinite);
  const [low, high] = [Math.min(-0.4, ...heights.filter((_, at) => PLACES[at] > -4)), Math.min(4, Math.max(1.2, ...heights))];
  const path = value.x.map((x, at) => [x, value.y[at]]).filter(([x]) => Math.abs(x) <= 4).map(([x, y], at, all) => (Number.isFinite(y)
    ? `${at && Number.isFinite(all[at - 1][1]) ? "L" : "M"}${(4.5 * (x + 4)).toFixed(1)} ${(22 - (20 * (clamp(y, low, high) - low)) / (high - low)).toFixed(1)}`
    : "")).join("");
  return make("svg", { viewBox: "0 0 36 24", class: "sketch", "aria-hidden": "true" }, make("path", { d: path }));
}

const range = (rows, low, high) => {
  const heights = rows.flat().filter(Number.isFinite);
  const [least, most] = [Math.min(low, ...heights), Math.max(high, ...heights)];
  const room = 0.06 * (most - least);
  return [least - room, most + room];
};

/** Build the first half. `shared.name(key)` writes a function's name, `shared.options()` its settings. Gives { node, draw, move }. */
export function curvePart({ texts, say, get, tell }, shared) {
  const [upper, lower] = [chart({ height: 300 }), chart({ height: 300 })];
  const [valueHead, slopeHead] = [heading(), heading()];
  const knob = make("circle", { class: "petals-knob", r: 10, tabindex: 0, role: "slider" });
  const twin = make("circle", { class: "petals-knob", r: 10 });
  upper.node.append(knob);
  lower.node.append(twin);
  put(upper.node, { role: "group" });
  const compare = picker((value) => tell({ compare: value === "none" ? null : value }));
  const xSlider = slider({ low: -REACH, high: REACH, step: 0.05, act: (x) => go(x) });
  const alpha = slider({ low: 0, high: 1, step: 0.01, act: (value) => tell({ alpha: clamp(value, 0, 1) }) });
  const readings = make("table", { class: "readings" });
  const said = status();
  const hint = note();
  const key = make("div");
  const node = make("div", { class: "three" },
    make("div", {}, valueHead, upper.node, key),
    make("div", {}, slopeHead, lower.node),
    make("div", { class: "panel" }, compare.node, alpha.node, xSlider.node, readings, said, hint));

  let wanted = null; // until the next frame, so that quick keys add up
  const saying = soon(() => {
    tell({ x: wanted });
    wanted = null;
  });
  function go(x) {
    wanted = round(x);
    saying();
  }
  for (const [place, grip] of [[upper, knob], [lower, twin]]) {
    draggable(grip, { move: (event) => go(place.at(event)[0]), start: () => (knob.focus({ focusVisible: false, preventScroll: true }), true) });
    place.node.addEventListener("click", (event) => {
      const [x] = place.at(event);
      if (Math.abs(x) <= REACH) go(x);
    });
  }
  knob.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    go((wanted ?? get("x")) + (way[0] + way[1]) * (event.shiftKey ? 1 : 0.1));
  });

  let [one, other] = [null, null];
  const second = { stroke: "var(--series2)", "stroke-width": 1.8, "stroke-dasharray": "6 4" };

  function draw() {
    const { name, options, names } = shared;
    one = activation(get("function"), options());
    other = get("compare") ? activation(get("compare"), options()) : null;
    const [mine, theirs] = [curves(one), other && curves(other)];
    valueHead.textContent = texts().value;
    slopeHead.textContent = texts().derivative;
    upper.frame({ x: [-REACH, REACH], y: range([mine.value.y, theirs?.value.y ?? []], -0.2, 1.2), xName: "x", yName: "f(x)" });
    lower.frame({ x: [-REACH, REACH], y: range([mine.slope.y, theirs?.slope.y ?? []], -0.1, 1.1), xName: "x", yName: "f′(x)" });
    const flats = saturated(one);
    for (const [place, curve] of [[upper, "value"], [lower, "slope"]]) {
      const floor = make("g", { class: "flats", "pointer-events": "none" }, ...flats.map(([from, to]) =>
        make("rect", { x: place.across(from), width: place.across(to) - place.across(from), y: 12, height: 248 })));
      place.plot.querySelector(".flats")?.remove();
      place.plot.prepend(floor);
      place.rule("zero", { y: 0 }, { "stroke-dasharray": null });
      if (theirs) place.line("other", theirs[curve].x, theirs[curve].y, second);
      else place.clear("other");
      place.line("one", mine[curve].x, mine[curve].y, { stroke: "var(--series1)", "stroke-width": 3 });
    }
    key.replaceChildren(legend([
      [{ stroke: "var(--series1)" }, name(get("function"))],
      ...(other ? [[{ ...second, "stroke-width": 2 }, name(get("compare"))]] : []),
      [{ stroke: "var(--ink)", "stroke-width": 1.5 }, texts().tangent],
      ...(flats.length ? [[{ fill: "var(--shade)", stroke: "var(--one)", "stroke-width": 1 }, texts().saturated_key]] : []),
    ]));
    compare.show({
      name: texts().compare,
      options: [["none", texts().compare_none], ...names().filter((each) => each !== get("function")).map((each) => [each, name(each)])],
      value: get("compare") ?? "none",
    });
    const leaky = get("function") === "leaky_relu" || get("compare") === "leaky_relu";
    alpha.node.style.display = leaky ? "" : "none";
    alpha.show({ name: texts().alpha, numberName: say("as_number", { name: texts().alpha }), value: get("alpha") });
    hint.textContent = flats.length ? texts().try_point : texts().try_compare;
    move();
  }

  function read(fn, x) {
    const value = fn.value(x);
    return { value, slope: fn.slope(x, value) };
  }

  function move() {
    const x = get("x");
    const here = read(one, x);
    const written = shown(x);
    for (const place of [upper, lower]) place.rule("x", { x });
    upper.line("tangent", [x - TANGENT, x + TANGENT], [here.value - TANGENT * here.slope, here.value + TANGENT * here.slope],
      { stroke: "var(--ink)", "stroke-width": 1.5 });
    put(knob, { cx: upper.across(x), cy: upper.up(here.value) });
    put(twin, { cx: lower.across(x), cy: lower.up(here.slope) });
    put(knob, { "aria-label": texts().point, "aria-valuemin": -REACH, "aria-valuemax": REACH, "aria-valuenow": x, "aria-valuetext": `x = ${written}` });
    put(upper.node, { "aria-label": say("curve_name", { name: shared.name(get("function")), x: written }) });
    put(lower.node, { "aria-label": say("slope_name", { name: shared.name(get("function")), x: written }) });
    xSlider.show({ name: "x", numberName: say("as_number", { name: "x" }), value: x });
    const both = [[get("function"), here], ...(other ? [[get("compare"), read(other, x)]] : [])];
    readings.replaceChildren(make("tbody", {},
      ...(other ? [make("tr", {}, make("td"), ...both.map(([key]) => make("th", { scope: "col" }, shared.name(key))))] : []),
      make("tr", {}, make("th", { scope: "row" }, `f(${written})`), ...both.map(([, one]) => make("td", {}, shown(one.value)))),
      make("tr", {}, make("th", { scope: "row" }, `f′(${written})`), ...both.map(([, one]) => make("td", {}, shown(one.slope)))),
      make("tr", { class: "least" }, make("th", { scope: "row" }, texts().steepest),
        ...[one, other].filter(Boolean).map((each) => make("td", {}, shown(steepest(each)))))));
    const size = Math.abs(here.slope);
    const shut = size < BLOCKED * steepest(one);
    said.textContent = size === 0 ? texts().stopped
      : shut ? say("saturated", { slope: shown(here.slope), percent: shown(100 * size) }) : say("open", { slope: shown(here.slope) });
    said.classList.toggle("is-wrong", size === 0 || shut);
  }
  return { node, draw, move };
}
