// The confusion explorer's face: the matrix and its threshold on the left, a view beside it, the images of the chosen cell below.

import { begin, bytesOf, chooser, floatsOf, heading, make, shown, slider, soon, status } from "../frame/parts.js";
import { calibrationView } from "./calibration.js";
import { classesView, pairs } from "./classes.js";
import { grid } from "./grid.js";
import { confusion, decide, perClass, totals } from "./measures.js";
import { opened, pictures } from "./pictures.js";
import { scoresOfTwo, thresholdView } from "./threshold.js";

/** Read what Python sent, once. */
function unpacked(answers) {
  return {
    count: answers.count,
    classes: answers.classes,
    labels: bytesOf(answers.labels),
    guesses: bytesOf(answers.guesses),
    scores: floatsOf(answers.scores),
    sampled: answers.sampled,
    sampledLabels: bytesOf(answers.sampled_labels),
    probabilities: floatsOf(answers.probabilities),
  };
}

/** The largest share of a class that is taken for another, so that colours need not move with the threshold. */
function worstShare(data, counts, sizes) {
  if (data.classes === 2) return 1;
  let worst = 0.01;
  counts.forEach((count, place) => {
    const [row, column] = [Math.floor(place / (data.classes + 1)), place % (data.classes + 1)];
    if (row !== column && column < data.classes) worst = Math.max(worst, count / Math.max(1, sizes[row]));
  });
  return worst;
}

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "confusion");
  const data = unpacked(get("answers"));
  const { classes } = data;
  const binary = classes === 2;
  const album = opened(get("album"));
  const sizes = new Array(classes).fill(0);
  for (const label of data.labels) sizes[label] += 1;
  const worst = worstShare(data, confusion(data.labels, data.guesses, classes), sizes);
  const nameOf = (number) => (number < 0 ? texts().no_answer : get("names")[number] ?? say("class", { number }));

  // the matrix
  const title = heading();
  const numbers = chooser((value) => tell({ numbers: value }));
  const setThreshold = (threshold) => tell({ threshold: Math.min(1, Math.max(0, threshold)) });
  const chooseCell = (cell) => tell({ cell, image: -1 });
  const matrix = grid(chooseCell);
  const ladder = make("div", { class: "ladder" });
  const bar = slider({ low: 0, high: 1, step: 0.01, act: setThreshold });
  const result = status();
  // the views
  const viewsTitle = heading();
  const views = chooser((view) => tell({ view }));
  const task = make("p", { class: "note task" });
  const room = make("div");
  const made = {};
  const makers = {
    classes: () => classesView(chooseCell),
    threshold: () => thresholdView(data, setThreshold),
    calibration: () => calibrationView(data, tell),
  };
  const shelf = pictures(tell);
  const scores = binary ? scoresOfTwo(data, setThreshold) : null;
  el.replaceChildren(make("div", { class: "petals-stack" },
    make("div", { class: "petals-columns" },
      make("div", {}, make("div", { class: "petals-row between" }, title, numbers.node), matrix.node, ladder, bar.node, result,
        ...(binary ? [scores.node] : [])),
      make("div", {}, viewsTitle, views.node, task, room)),
    shelf.node));

  let [decided, decisions, counts] = [null, null, null];
  function count(threshold) {
    if (threshold !== decided) {
      decisions = decide(data.scores, data.guesses, classes, threshold);
      counts = confusion(data.labels, decisions, classes);
      decided = threshold;
    }
  }

  const sureOf = (image) => (!binary ? data.scores[image] : decisions[image] ? data.scores[image] : 1 - data.scores[image]);

  function listed(cell, order) {
    const found = [];
    album.numbers.forEach((image, place) => {
      const [label, guess] = [data.labels[image], decisions[image]];
      if (cell.length ? label === cell[0] && guess === cell[1] : guess >= 0 && guess !== label) {
        found.push({ image, place, label, guess, best: data.guesses[image], right: label === guess, sure: sureOf(image) });
      }
    });
    const sign = order === "most_sure" ? -1 : 1;
    return found.sort((one, two) => sign * (one.sure - two.sure) || one.image - two.image);
  }

  function drawMatrix(threshold, cell, all) {
    const words = texts();
    const shares = get("numbers") === "shares";
    title.textContent = words.title;
    numbers.show({ name: words.numbers, options: [["counts", words.counts], ["shares", words.shares]], value: get("numbers") });
    matrix.show({ classes, counts, sizes, worst, shares, cell, texts: words, extra: !binary && threshold > 0, tags: binary, name: words.title,
      names: Array.from({ length: classes }, (_, number) => nameOf(number)),
      label: (row, column) => {
        const many = counts[row * (classes + 1) + (column < 0 ? classes : column)];
        return say("cell", { true: nameOf(row), predicted: nameOf(column), count: many, share: ((many / Math.max(1, sizes[row])) * 100).toFixed(1) });
      } });
    const step = (kind, from, to) => make("span", {}, from, make("i", { class: kind }), to);
    ladder.replaceChildren(step("hit", `${words.right} 0`, "100 %"), step("miss", `${words.wrong} 0`, `${Math.round(worst * 100)} %`),
      make("span", {}, words.of_true));
    bar.show({ name: binary ? words.threshold : words.threshold_many, numberName: say("as_number", { name: words.threshold }), value: threshold });
    result.textContent = binary
      ? say("result_two", { right: all.right, images: all.images, accuracy: (all.accuracy * 100).toFixed(1), precision: shown(all.precision, 3),
        recall: shown(all.recall, 3) })
      : say("result_many", { coverage: (all.coverage * 100).toFixed(1), answered: all.answered, images: all.images,
        accuracy: all.answered ? (all.accuracy * 100).toFixed(1) : "–" });
  }

  function drawScores(threshold) {
    scores?.show({ texts: texts(), say, nameOf, threshold });
  }

  function drawView(view, threshold, cell, all) {
    const words = texts();
    viewsTitle.textContent = words.views;
    views.show({ name: words.views, options: [["classes", words.classes], ["threshold", words.threshold_view], ["calibration", words.calibration]],
      value: view });
    task.textContent = { classes: words.task_classes, threshold: binary ? words.task_two : words.task_many, calibration: words.task_calibration }[view];
    made[view] ??= makers[view]();
    if (room.firstChild !== made[view].node) room.replaceChildren(made[view].node);
    made[view].show({ texts: words, say, nameOf, threshold, cell, counts, totals: all, each: perClass(counts, classes),
      pairs: pairs(counts, classes, sizes), temperature: get("temperature"), bins: get("bins"), best: get("best_temperature") });
  }

  function drawPictures(cell) {
    const { original, height, width } = get("album");
    const total = cell.length ? counts[cell[0] * (classes + 1) + (cell[1] < 0 ? classes : cell[1])]
      : counts.reduce((sum, value, place) => sum + (place % (classes + 1) === classes || place % (classes + 1) === Math.floor(place / (classes + 1)) ? 0 : value), 0);
    shelf.show({ texts: texts(), say, nameOf, album, cell, total, share: cell.length ? total / Math.max(1, sizes[cell[0]]) : 0,
      list: listed(cell, get("order")), order: get("order"), image: get("image"),
      small: album.pictured && original[0] > height ? say("small", { height, width, from: `${original[0]} × ${original[1]}` }) : "" });
  }

  function update() {
    const [threshold, cell] = [get("threshold"), get("cell")];
    count(threshold);
    const all = totals(counts, classes);
    drawMatrix(threshold, cell, all);
    drawScores(threshold);
    drawView(get("view"), threshold, cell, all);
    drawPictures(cell);
  }

  const later = soon(update);
  let first = true;
  return follow({ "threshold cell order numbers image view temperature bins best_temperature texts names": () => {
    if (first) update();
    else later();
    first = false;
  } });
}

export default { render };
