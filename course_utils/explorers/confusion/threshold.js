// The threshold: how sure the network is of right and wrong, the curves, and the point where the threshold stands.

import { arrow, clamp, draggable, heading, make, put, shown } from "../frame/parts.js";
import { chart, legend } from "../frame/chart.js";
import { areas, histogram, placeOf, rates, specificity, sweep, thresholdAt } from "./measures.js";

const BINS = 25;
const MOST_POINTS = 500; // of a drawn curve
const STEP = 0.01;

/** A round handle on a chart: drag it, or use the arrow keys. `seek([x, y])` and `step(way)` say where to. */
function knob(picture, { seek, step }) {
  const node = make("circle", { class: "petals-knob", r: 9, tabindex: 0, role: "slider", "aria-valuemin": 0, "aria-valuemax": 1 });
  picture.node.append(node);
  put(picture.node, { role: "group" }); // of an image, a screen reader would not see the handle
  draggable(node, {
    start: () => {
      node.focus({ focusVisible: false });
      return true;
    },
    move: (event) => seek(picture.at(event)),
  });
  picture.node.addEventListener("click", (event) => {
    if (event.target !== node) seek(picture.at(event));
  });
  node.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    step((way[0] || way[1]) * (event.shiftKey ? 10 : 1));
  });
  return (x, y, name, threshold) => put(node, { cx: picture.across(x), cy: picture.up(y), "aria-label": name,
    "aria-valuenow": threshold, "aria-valuetext": shown(threshold) });
}

function thinned(length) {
  const step = Math.max(1, length / MOST_POINTS);
  const places = [];
  for (let place = 0; place < length - 1; place += step) places.push(Math.floor(place));
  return [...places, length - 1];
}

/** A chart of a sweep: x and y name rates; the knob sits at the threshold. */
function curve(data, { x, y }, act) {
  const picture = chart({ width: 330, height: 270, left: 50, bottom: 42 });
  const found = data.sweep;
  const along = rates(found);
  const goTo = (place) => act(thresholdAt(found, place));
  const move = knob(picture, {
    seek: ([h, v]) => {
      let [best, nearest] = [Infinity, 0];
      for (let place = 0; place < along[x].length; place += 1) {
        const far = (along[x][place] - h) ** 2 + (along[y][place] - v) ** 2;
        if (far < best) [best, nearest] = [far, place];
      }
      goTo(nearest);
    },
    step: (way) => act(clamp(Math.round((data.threshold + way * STEP) * 100) / 100, 0, 1)),
  });
  const kept = thinned(along[x].length);
  return {
    node: picture.node,
    show({ frame, name, guess, threshold }) {
      data.threshold = threshold;
      const here = placeOf(found, threshold);
      picture.frame({ x: [0, 1], ...frame, name });
      picture.line("guess", ...guess, { stroke: "var(--faint-ink)", "stroke-width": 1.5, "stroke-dasharray": "4 4" });
      picture.line("curve", kept.map((place) => along[x][place]), kept.map((place) => along[y][place]), { stroke: "var(--series1)", "stroke-width": 2.5 });
      move(along[x][here], along[y][here], name, threshold);
    },
  };
}

/** Two groups of scores: one filled, one as an outline, and the threshold between. */
function scoresChart(data, flags, act, size = { width: 330, height: 270 }) {
  const picture = chart({ ...size, left: 54, bottom: 42 });
  const [others, flagged] = histogram(flags, data.scores, BINS);
  const edges = Array.from({ length: BINS + 1 }, (_, place) => place / BINS);
  const stairs = (list) => [edges.flatMap((edge) => [edge, edge]), [0, ...list.flatMap((value) => [value, value]), 0]];
  const top = Math.max(...others, ...flagged) * 1.15 || 1;
  const move = knob(picture, {
    seek: ([h]) => act(clamp(Math.round(h * 100) / 100, 0, 1)),
    step: (way) => act(clamp(Math.round((data.threshold + way * STEP) * 100) / 100, 0, 1)),
  });
  return {
    node: picture.node,
    show({ xName, yName, name, threshold }) {
      data.threshold = threshold;
      picture.frame({ x: [0, 1], y: [0, top], xName, yName, name });
      picture.bars("others", edges, others, { fill: "var(--series1)", opacity: 0.55 });
      picture.line("flagged", ...stairs(flagged), { stroke: "var(--series2)", "stroke-width": 2.5 });
      picture.rule("threshold", { x: threshold }, { stroke: "var(--ink)", "stroke-width": 2, "stroke-dasharray": null });
      move(threshold, top * 0.93, name, threshold);
    },
  };
}

function formulas(view) {
  const { texts, counts } = view;
  const [tn, fp, , fn, tp] = counts;
  const row = (name, letters, top, below) => make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "letters" }, letters),
    make("td", { class: "letters" }, `${top} / ${below}`), make("td", {}, below ? shown(top / below, 3) : "–"));
  return make("table", { class: "numbers" }, make("tbody", {},
    row(texts.accuracy, "(TP + TN) / N", tp + tn, tp + tn + fp + fn),
    row(texts.precision, "TP / (TP + FP)", tp, tp + fp),
    row(texts.recall, "TP / (TP + FN)", tp, tp + fn),
    row(texts.f1, "2TP / (2TP + FP + FN)", 2 * tp, 2 * tp + fp + fn),
    make("tr", {}, make("th", { scope: "row" }, texts.specificity), make("td", { class: "letters" }, "TN / (TN + FP)"),
      make("td", { class: "letters" }, `${tn} / ${tn + fp}`), make("td", {}, tn + fp ? shown(specificity(counts), 3) : "–"))));
}

/** Both classes' scores with the threshold between them, to stand under the matrix of two classes. Gives { node, show(view) }. */
export function scoresOfTwo(data, act) {
  const scores = scoresChart({ ...data }, data.labels, act, { width: 460, height: 230 });
  const [title, key] = [heading(), make("div")];
  return {
    node: make("div", { class: "apart" }, title, scores.node, key),
    show({ texts, say, nameOf, threshold }) {
      title.textContent = texts.scores;
      scores.show({ xName: say("chance_of", { name: nameOf(1) }), yName: texts.share_of_each, name: `${texts.threshold}: ${texts.scores}`, threshold });
      key.replaceChildren(legend([[{ fill: "var(--series1)", opacity: 0.55 }, say("truly", { name: nameOf(0) })],
        [{ stroke: "var(--series2)" }, say("truly", { name: nameOf(1) })]]));
    },
  };
}

/** The view of two classes: every measure with its fraction, ROC, precision and recall. */
function two(data, act) {
  const found = { ...data, sweep: sweep(data.labels, data.scores) };
  const area = areas(found.sweep);
  const [roc, trust] = [curve(found, { x: "fallOut", y: "recall" }, act), curve(found, { x: "recall", y: "precision" }, act)];
  const share = data.labels.reduce((total, one) => total + one, 0) / data.labels.length;
  const titles = [0, 1, 2].map(() => heading());
  const table = make("div");
  const node = make("div", { class: "charts" }, make("div", { class: "whole" }, titles[0], table),
    make("div", {}, titles[1], roc.node), make("div", {}, titles[2], trust.node));
  return {
    node,
    show(view) {
      const { texts, say, nameOf, threshold } = view;
      titles[0].textContent = say("positive", { name: nameOf(1) });
      titles[1].textContent = say("roc", { area: area.area.toFixed(3) });
      titles[2].textContent = say("trust", { area: area.average.toFixed(3) });
      table.replaceChildren(formulas(view));
      roc.show({ frame: { y: [0, 1], xName: texts.fall_out, yName: texts.recall }, name: `${texts.threshold}: ROC`, guess: [[0, 1], [0, 1]], threshold });
      trust.show({ frame: { y: [0, 1], xName: texts.recall, yName: texts.precision }, name: `${texts.threshold}: ${texts.precision}, ${texts.recall}`,
        guess: [[0, 1], [share, share]], threshold });
    },
  };
}

/** The view of many classes: how sure of right and wrong answers, and what silence costs. */
function many(data, act) {
  const right = Array.from(data.labels, (label, place) => label === data.guesses[place]);
  const found = { ...data, sweep: sweep(right, data.scores) };
  const [scores, trade] = [scoresChart(found, right, act), curve(found, { x: "share", y: "precision" }, act)];
  const lowest = Math.min(...rates(found.sweep).precision.slice(-1));
  const titles = [heading(), heading()];
  const [key, table] = [make("div"), make("div", { class: "whole" })];
  const node = make("div", { class: "charts" }, make("div", {}, titles[0], scores.node, key), make("div", {}, titles[1], trade.node), table);
  return {
    node,
    show(view) {
      const { texts, say, threshold, totals } = view;
      titles[0].textContent = texts.scores_right;
      titles[1].textContent = texts.trade;
      scores.show({ xName: texts.chance, yName: texts.share_of_each, name: `${texts.threshold_many}: ${texts.scores_right}`, threshold });
      key.replaceChildren(legend([[{ fill: "var(--series1)", opacity: 0.55 }, texts.wrong], [{ stroke: "var(--series2)" }, texts.right]]));
      const floor = Math.max(0, Math.floor((lowest - 0.02) * 10) / 10);
      trade.show({ frame: { y: [floor, 1], xName: texts.coverage, yName: texts.accuracy_answered }, name: `${texts.threshold_many}: ${texts.trade}`,
        guess: [[0, 1], [lowest, lowest]], threshold });
      const silent = totals.images - totals.answered;
      const lost = found.sweep.hits[found.sweep.hits.length - 1] - totals.right;
      const row = (name, fraction, value) => make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "letters" }, fraction), make("td", {}, value));
      table.replaceChildren(make("table", { class: "numbers" }, make("tbody", {},
        row(texts.coverage, `${totals.answered} / ${totals.images}`, shown(totals.coverage, 3)),
        row(texts.accuracy_answered, `${totals.right} / ${totals.answered}`, totals.answered ? shown(totals.accuracy, 3) : "–"),
        row(texts.precision_mean, "", shown(totals.precision, 3)),
        row(texts.recall_mean, "", shown(totals.recall, 3)),
        row(texts.f1_mean, "", shown(totals.f1, 3)))),
      make("p", { class: "note" }, silent ? say("silent", { silent, lost }) : texts.silent_none));
    },
  };
}

/** The threshold view; data: { labels, guesses, scores, classes }. Gives { node, show(view) }. */
export function thresholdView(data, act) {
  return data.classes === 2 ? two(data, act) : many(data, act);
}
