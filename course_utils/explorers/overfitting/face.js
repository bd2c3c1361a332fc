// The overfitting explorer's face: points, a model that retrains while one looks, and its losses. Numbers live in the model's traits.

import { begin, button, chooser, clamp, heading, make, note, player, put, shown, slider, soon, status, toggle, write } from "../frame/parts.js";
import { legend } from "../frame/chart.js";
import { makeCurves, topOf } from "./curves.js";
import { loss, training } from "./network.js";
import { makePlane, PLACES } from "./plane.js";
import { capacityCurve, MOST_DEGREE, predict } from "./polynomial.js";
import { baselineOf, otherValidations, sampleOf, truth, verdictOf } from "./samples.js";

const TURN = 8; // milliseconds of training in a frame
const PATIENCE = 50;
const FEW = 20; // validation points, below which the losses on other sets are shown
const VERDICTS = { underfitting: "underfitting", good: "good", overfitting: "overfitting", too_little_data: "too_little_data" };
const SAID = { underfitting: "said_underfitting", good: "said_good", overfitting: "said_overfitting", too_little_data: "said_too_little_data" };
const MARKS = { underfitting: "↓", good: "✓", overfitting: "↯", too_little_data: "?" };

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "overfitting");
  const isNetwork = () => get("model") === "network";
  // a new setting is shown as it ends; the epoch one looked back to was another training's
  const set = (traits) => tell({ ...traits, epoch: traits.epochs ?? get("epochs") });
  const bounded = (name, value) => {
    const [low, high] = name === "capacity" ? get("ranges").capacity[get("model")] : get("ranges")[name];
    return clamp(value, low, get("own").length && name.endsWith("points") ? get("own").length - 4 : high);
  };
  const whole = (name, low, high, step = 1) => slider({ low, high, step, act: (value) => set({ [name]: Math.round(bounded(name, value)) }) });

  // the parts
  const models = chooser((name) => set({ model: name, capacity: get("presets")[presetNow()]?.[name] ?? get("ranges").capacity[name][2] }));
  const presets = chooser((name) => {
    const { network, polynomial, ...rest } = get("presets")[name];
    set({ ...rest, capacity: isNetwork() ? network : polynomial, regularisation: 0, early_stopping: false, moves: [] });
  });
  const hint = note();
  const plane = makePlane((place, x, y) => set({ moves: [...get("moves").filter(([one]) => one !== place), [place, x, y]] }));
  const key = make("div");
  const epochs = player((epoch) => tell({ epoch: Math.min(get("epochs"), epoch * stride()) }), { every: 40 });
  const again = button(() => set({ seed: get("seed") + 1, moves: [] }));
  const putBack = button(() => set({ moves: [] }));
  const capacity = whole("capacity", 1, 64);
  const points = whole("points", 4, 200);
  const validationPoints = whole("validation_points", 4, 200);
  const noise = slider({ low: 0, high: 0.8, step: 0.02, act: (value) => set({ noise: bounded("noise", value) }) });
  const count = whole("epochs", 50, 1000, 50);
  const l2 = toggle((on) => set({ regularisation: on ? 0.001 : 0 }));
  const factor = slider({ low: 1e-5, high: 1, powers: true, act: (value) => set({ regularisation: bounded("regularisation", value) }) });
  const early = toggle((on) => set({ early_stopping: on }));
  const tiles = make("div", { class: "tiles" });
  const verdict = status();
  const curvesHead = heading();
  const curves = makeCurves((value) => (isNetwork()
    ? tell({ epoch: Math.round(clamp(value, 0, lastEpoch())) })
    : set({ capacity: Math.round(clamp(value, 1, MOST_DEGREE)) })));
  const curvesNote = note();
  const curvesKey = make("div");
  const log = toggle((on) => tell({ log_scale: on }));
  const leftOut = note();

  el.replaceChildren(make("div", { class: "layout" },
    make("div", { class: "choice" }, make("div", { class: "petals-row" }, models.node, presets.node, again, putBack), hint, leftOut),
    make("div", { class: "data" }, plane.node, key, epochs.node,
      make("div", { class: "controls" }, capacity.node, count.node, points.node, validationPoints.node, noise.node, factor.node),
      make("div", { class: "petals-row remedies" }, l2.node, early.node)),
    make("div", { class: "losses" }, tiles, verdict, curvesHead, curves.node, curvesKey, make("div", { class: "petals-row" }, log.node), curvesNote)));

  // the training, in turns
  let run = null;
  let sample = null;
  let fits = null;
  let frame = 0;
  const lastEpoch = () => run?.epoch ?? 0;
  const stride = () => Math.max(1, Math.ceil(lastEpoch() / 100));
  const presetNow = () => Object.keys(get("presets")).find((name) => {
    const { network, polynomial, ...rest } = get("presets")[name];
    return get("capacity") === (isNetwork() ? network : polynomial) && Object.entries(rest).every(([trait, value]) => get(trait) === value);
  });
  const given = () => ({ own: get("own"), seed: get("seed"), points: get("points"), validationPoints: get("validation_points"),
    noise: get("noise"), moves: get("moves") });

  function refit() {
    cancelAnimationFrame(frame);
    sample = sampleOf(given());
    const settings = { ...sample, regularisation: get("regularisation") };
    fits = isNetwork() ? null : capacityCurve(sample.train, sample.validation, settings.regularisation);
    run = isNetwork() ? training({ ...settings, width: get("capacity"), seed: get("seed"), epochs: get("epochs"),
      earlyStopping: get("early_stopping"), places: PLACES }) : null;
    if (run) turn();
    else {
      put(el, { "aria-busy": null });
      draw();
    }
  }
  function turn() {
    const until = performance.now() + TURN;
    while (!run.done && performance.now() < until) run.step();
    put(el, { "aria-busy": run.done ? null : "true" });
    draw();
    if (!run.done) frame = requestAnimationFrame(turn);
  }

  // drawing
  function lossesNow() {
    if (fits) {
      const now = get("capacity") - 1;
      const across = fits.train.map((_, place) => place + 1);
      return { across, train: fits.train, validation: fits.validation, now, at: now, ends: [0.7, MOST_DEGREE + 0.3], curve: PLACES.map((x) => predict(fits.fits[now], x)) };
    }
    const looking = run.done && get("epoch") < run.epoch;
    const now = looking ? get("epoch") : run.epoch;
    const at = looking ? now : run.kept();
    return { across: run.train.map((_, epoch) => epoch), train: run.train, validation: run.validation, now, at, ends: [0, 1.02 * get("epochs")],
      curve: looking ? run.curve(now) : at === run.epoch ? run.curve(now) : run.bestCurve() };
  }

  function otherLosses() {
    if (!run?.done || get("validation_points") >= FEW || get("own").length) return [];
    if (!run.others) {
      const sets = otherValidations(given());
      const kept = run.weightsOf();
      run.others = sets.map((points) => ({ x: kept.map(([epoch]) => epoch), y: kept.map(([, weights]) => loss(weights, points)) }));
    }
    return run.others;
  }

  function draw() {
    const now = lossesNow();
    const [trainLoss, validationLoss] = [now.train[now.at], now.validation[now.at]];
    const best = now.validation.reduce((least, one, place) => (one < now.validation[least] ? place : least), 0);
    const showsBest = run?.done && !get("early_stopping") && best < run.epoch * 0.9;
    plane.show({ ...sample, curve: now.curve, best: showsBest ? run.bestCurve() : null, truth: get("own").length ? null : PLACES.map(truth),
      bounds: get("bounds"), texts: texts() });
    const others = otherLosses();
    const name = curvesHead.textContent = isNetwork() ? texts().curves : texts().capacity_curve;
    const baseline = baselineOf(sample.train);
    curves.show({ ...now, best, others, top: topOf(now.train, now.validation, baseline), log: get("log_scale") || !isNetwork(),
      xName: isNetwork() ? texts().epoch : texts().degree, yName: texts().loss,
      name: `${name}: ${say(isNetwork() ? "best_epoch" : "best_degree", { best: now.across[best] })}` });
    const tile = (kind, text, value) => make("div", { class: kind }, make("span", {}, text), make("b", {}, shown(value, 3)));
    tiles.replaceChildren(tile("train", texts().train_loss, trainLoss), tile("validation", texts().validation_loss, validationLoss),
      tile("gap", texts().gap, validationLoss - trainLoss));
    const stopped = run?.done && get("early_stopping") && now.at === run.kept() && run.epoch < get("epochs");
    curvesNote.textContent = `○ ${say(isNetwork() ? "best_epoch" : "best_degree", { best: now.across[best] })}`
      + (stopped ? `; ${say("restored", { last: run.epoch, kept: now.at })}` : isNetwork() ? "" : `. ${texts().capacity_try}`);
    if (!run || run.done) drawVerdict(trainLoss, validationLoss, baseline);
    drawKeys(showsBest, others.length > 0);
    drawControls();
  }

  function drawVerdict(trainLoss, validationLoss, baseline) {
    const found = verdictOf(trainLoss, validationLoss, baseline, Math.min(sample.train.length, sample.validation.length));
    const said = found === "overfitting" && !isNetwork() ? "said_overfitting_polynomial" : SAID[found];
    write(verdict, `${MARKS[found]} ${texts()[said]}`);
    put(verdict, { class: `note verdict ${found === "good" ? "is-right" : ""}` });
  }

  function drawKeys(best, others) {
    const point = (attributes) => ({ fill: true, ...attributes });
    key.replaceChildren(legend([
      [point({ class: "dot", rx: 8 }), texts().train],
      [point({ class: "square" }), texts().validation],
      [{ class: "curve" }, texts().fit],
      ...(best ? [[{ class: "best" }, texts().fit_best]] : []),
      ...(get("own").length ? [] : [[{ class: "truth" }, texts().truth]]),
    ]));
    curvesKey.replaceChildren(legend([
      [{ class: "train" }, texts().train], [{ class: "validation" }, texts().validation], [point({ class: "gap" }), texts().gap],
      ...(others ? [[{ class: "other" }, texts().other_sets]] : []),
    ]));
  }

  function drawControls() {
    const named = (name, value, part, more = {}) => part.show({ name, numberName: say("as_number", { name }), value, ...more });
    const network = isNetwork();
    const own = get("own").length;
    const preset = own ? null : presetNow();
    models.show({ name: texts().model, value: get("model"), options: ["network", "polynomial"].map((name) => [name, texts()[name]]) });
    presets.node.style.display = own ? "none" : "";
    presets.show({ name: texts().preset, value: preset, options: Object.keys(get("presets")).map((name) => [name, texts()[VERDICTS[name]]]) });
    again.textContent = texts().new_data;
    putBack.textContent = texts().put_back;
    putBack.style.display = get("moves").length ? "" : "none";
    hint.textContent = network ? texts().try_network : texts().try_polynomial;
    leftOut.textContent = get("left_out") ? say("left_out", { left: get("left_out"), shown: own }) : "";
    leftOut.style.display = get("left_out") ? "" : "none";
    const most = (limit) => (own ? Math.min(limit, own - 4) : limit);
    named(network ? texts().units : texts().degree, get("capacity"), capacity, { high: network ? 64 : MOST_DEGREE });
    named(texts().points, get("points"), points, { high: most(200) });
    named(texts().validation_points, get("validation_points"), validationPoints, { high: most(200) });
    named(texts().noise, get("noise"), noise);
    noise.node.style.display = own ? "none" : "";
    named(texts().epochs, get("epochs"), count);
    const on = get("regularisation") > 0;
    l2.show({ name: texts().l2, value: on });
    named(texts().l2_factor, on ? get("regularisation") : 0.001, factor, { disabled: !on });
    early.show({ name: say("early_stopping", { patience: PATIENCE }), value: get("early_stopping") });
    log.show({ name: texts().log_scale, value: get("log_scale") });
    for (const node of [count.node, early.node, epochs.node, log.node]) node.style.display = network ? "" : "none";
    const [last, at] = run ? [run.epoch, run.done ? Math.min(get("epoch"), run.epoch) : run.epoch] : [0, 0];
    epochs.show({ frame: Math.ceil(at / stride()), last: Math.ceil(last / stride()), texts: texts(), name: texts().epoch, text: `${at} / ${last}` });
  }

  const refitSoon = soon(refit);
  const drawSoon = soon(() => {
    if (sample) draw();
  });
  const leave = follow({
    "model capacity points validation_points noise regularisation early_stopping seed epochs moves own": refitSoon,
    "epoch log_scale texts": drawSoon,
  });
  return () => {
    cancelAnimationFrame(frame);
    epochs.stop();
    leave();
  };
}

export default { render };
