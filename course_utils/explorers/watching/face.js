// The training watcher's face: progress, curves as they grow, and a button that stops.

import { begin, button, fill, heading, make, note, put, shown, soon } from "../frame/parts.js";
import { chart, legend, ticks } from "../frame/chart.js";

const PATIENCE = 4000; // milliseconds until a stop that nobody heard is taken for lost
const MOST_POINTS = 800; // of the batch losses between two messages

/** A length of time as minutes and seconds: 0:07, 12:30, 1:02:05. */
export function spoken(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** The range of a vertical axis that holds these numbers, with some air; nulls are left out. */
export function reach(numbers, { least = -Infinity, most = Infinity } = {}) {
  const known = numbers.filter((number) => number !== null && Number.isFinite(number));
  if (!known.length) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const air = (high - low) * 0.08 || Math.abs(high) * 0.1 || 0.5;
  return [Math.max(least, low - air), Math.min(most, high + air)].map((end, place) => (place ? Math.max(end, low + 1e-9) : Math.min(end, high)));
}

/** Where the horizontal axis ends: the epochs done and room for as many again, but never past what is planned. */
export function horizon(first, now, planned, isOver) {
  if (isOver) return Math.max(now, first + 1);
  let room = 8;
  while (first + room < now) room *= 2;
  return Math.max(Math.min(planned, first + room), now, first + 1);
}

function render({ model, el }) {
  const { texts, say, get, follow } = begin(model, el, "watching");
  let [points, waiting, isLost, isAsked] = [[], 0, false, false];

  const tries = note();
  const state = make("span", { class: "state" });
  const where = make("span", { class: "where" });
  const stop = button(() => {
    isAsked = true;
    model.send({ kind: "stop" });
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      isLost = true;
      update();
    }, PATIENCE);
    update();
  });
  stop.classList.add("stop");
  const back = button(() => model.send({ kind: "go back" }));
  const [overAll, overEpoch] = [make("i"), make("i")];
  const allBar = make("div", { class: "bar", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, overAll);
  const epochBar = make("div", { class: "bar thin", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, overEpoch);
  const times = make("p", { class: "note times" });
  const alarm = make("p", { class: "alarm", role: "alert" });
  const summary = make("p", { class: "summary", role: "status", "aria-live": "polite" });
  const panels = [0, 1].map(() => {
    const parts = { head: heading(), numbers: make("span", { class: "numbers" }), chart: chart({ width: 560, height: 300, left: 52, xTicks: 7 }) };
    return { ...parts, node: make("div", {}, make("div", { class: "top" }, parts.head, parts.numbers), parts.chart.node) };
  });
  const legends = make("div");
  const thinned = make("span", { class: "note" });
  el.replaceChildren(make("div", { class: "petals-stack" },
    make("div", { class: "line" }, state, where, make("span", { class: "acts" }, stop, back)),
    make("div", { class: "bars" }, allBar, epochBar, times),
    alarm, summary,
    make("div", { class: "petals-columns" }, ...panels.map((panel) => panel.node)),
    make("div", { class: "foot" }, legends, thinned), tries));

  const isRunning = () => get("state") === "training";
  const latest = (numbers) => numbers.at(-1) ?? null;

  function drawHead() {
    const words = texts();
    const live = get("live");
    const running = isRunning();
    const name = { waiting: words.state_waiting, training: words.state_training, stopped: words.state_stopped,
      finished: words.state_finished, interrupted: words.state_interrupted }[get("state")];
    state.textContent = name;
    put(state, { "data-state": get("state") });
    where.textContent = !running || !live.epoch ? "" : [say("epoch_of", { epoch: live.epoch, epochs: get("epochs") }),
      live.phase === "check" ? words.checking : live.batches ? say("batch", live) : live.batch ? say("batch_alone", live) : ""].filter(Boolean).join(" · ");
    [stop.hidden, back.hidden] = [!running, running || !get("can_go_back")];
    stop.disabled = get("stop") || isAsked;
    stop.textContent = `■ ${words.stop}`;
    back.textContent = say("take_best", { epoch: get("best_epoch") });
    const share = live.epoch ? Math.min(1, (live.epoch - 1 + live.share) / Math.max(1, get("epochs"))) : 0;
    const whole = get("state") === "finished" ? 1 : share;
    for (const [bar, mark, part, label] of [[allBar, overAll, whole, words.over_all], [epochBar, overEpoch, live.share ?? 0, words.over_epoch]]) {
      mark.style.width = `${part * 100}%`;
      put(bar, { "aria-label": label, "aria-valuenow": Math.round(part * 100) });
    }
    put(epochBar, { hidden: !running });
    const rate = live.rate ? say("rate", { value: shown(live.rate) }) : "";
    const left = live.left === null ? words.left_unknown : say("left", { time: spoken(live.left ?? 0) });
    times.textContent = running && live.epoch ? [say("elapsed", { time: spoken(live.elapsed) }), left, rate].filter(Boolean).join(" · ") : "";
    put(times, { hidden: !running });
  }

  function drawWords() {
    const words = texts();
    const measures = get("curves").measures ?? [];
    const broken = measures.length && measures[0].train.length && latest(measures[0].train) === null;
    const asked = isRunning() && (get("stop") || isAsked);
    alarm.textContent = asked && isLost ? words.not_heard : broken ? words.no_number : "";
    summary.textContent = asked && !isLost ? words.stopping : get("summary");
    tries.textContent = isRunning() || get("state") === "waiting" ? words.tries : "";
    put(summary, { class: isRunning() ? "summary" : "summary is-last" });
  }

  const measureName = (name) => ({ loss: texts().loss, accuracy: texts().accuracy }[name] ?? name);

  function drawCurves() {
    const words = texts();
    const { x = [], measures = [], every = 1 } = get("curves");
    const live = get("live");
    const first = x.length ? x[0] - 1 : Math.max(0, (live.epoch ?? 1) - 1);
    const now = Math.max(latest(x) ?? first, points.at(-1)?.[0] ?? first);
    const end = horizon(first, now, get("epochs") || first + 5, !isRunning() && x.length > 0);
    const best = get("best_epoch");
    panels.forEach(({ node, head, numbers, chart: board }, place) => {
      const { name, train, validation } = measures[place] ?? { name: place ? "accuracy" : "loss", train: [], validation: [] };
      put(node, { hidden: place > 0 && measures.length === 1 });
      const batches = name === "loss" ? points.map(([, loss]) => loss) : [];
      const usual = batches.length > 20 ? [...batches].sort((one, two) => one - two).slice(0, Math.ceil(batches.length * 0.98)) : batches;
      const share = [...train, ...validation].every((value) => value === null || (value >= 0 && value <= 1));
      const range = reach([...train, ...validation, ...usual], name === "loss" ? { least: 0 } : share ? { least: 0, most: 1 } : {});
      const whole = ticks(first, end, 8).filter(Number.isInteger).map((tick) => [tick, String(tick)]);
      board.frame({ x: [first, end + (end - first) * 0.02], xLabels: whole, y: range, xName: words.epoch, name: say("picture", { measure: measureName(name) }) });
      const shared = validation.length ? validation : [];
      board.area("gap", x.slice(0, shared.length), train.slice(0, shared.length).map((value) => value ?? NaN), shared.map((value) => value ?? NaN),
        { fill: "var(--series2)", opacity: 0.16 });
      board.line("batches", name === "loss" ? points.map(([at]) => at) : [], batches, { stroke: "var(--faint-ink)", "stroke-width": 1, opacity: 0.55 });
      if (best) board.rule("best", { x: best }, { stroke: "var(--ink)" });
      else board.clear("best");
      const dot = x.length <= 40 ? 3.2 : 0;
      board.line("train", x, train.map((value) => value ?? NaN), { stroke: "var(--series1)", "stroke-width": 2.4 });
      board.line("validation", x, validation.map((value) => value ?? NaN), { stroke: "var(--series2)", "stroke-width": 2.4, "stroke-dasharray": "7 4" });
      const known = (values) => values.map((value, at) => [x[at], value]).filter(([, value]) => value !== null);
      for (const [key, values, colour] of [["train dots", train, "var(--series1)"], ["validation dots", validation, "var(--series2)"]]) {
        const dots = dot ? known(values) : [];
        board.dots(key, dots.map(([at]) => at), dots.map(([, value]) => value), { r: dot, fill: colour });
      }
      head.textContent = measureName(name);
      const [own, other] = [latest(train), latest(validation)];
      numbers.replaceChildren(...(own === null ? [] : [make("span", { class: "of-train" }, `${words.train_line} ${shown(own)}`)]),
        ...(other === null ? [] : [make("span", { class: "of-validation" }, `${words.validation_line} ${shown(other)}`)]),
        ...(own === null || other === null ? [] : [make("span", {}, say("gap_now", { value: shown(Math.abs(other - own)) }))]));
    });
    const hasValidation = measures.some(({ validation }) => validation.length);
    legends.replaceChildren(legend([[{ stroke: "var(--series1)" }, words.train_line],
      ...(hasValidation || !measures.length ? [[{ stroke: "var(--series2)", "stroke-dasharray": "7 4" }, words.validation_line],
        [{ fill: "var(--series2)", opacity: 0.3 }, words.gap]] : []),
      [{ stroke: "var(--faint-ink)", "stroke-width": 1 }, words.batch_line],
      ...(best ? [[{ stroke: "var(--ink)", "stroke-dasharray": "4 4", "stroke-width": 1.5 }, say("best_line", { epoch: best })]] : [])]));
    thinned.textContent = every > 1 ? say("every", { every }) : "";
    put(thinned, { hidden: every === 1 });
  }

  function update() {
    drawHead();
    drawWords();
    drawCurves();
  }
  const later = soon(update);

  const take = () => {
    points = get("trail").map(([at, loss]) => [at, loss]);
    later();
  };
  const grow = () => {
    const { point } = get("live");
    if (point && point[0] > (points.at(-1)?.[0] ?? -1)) points.push(point);
    if (points.length > MOST_POINTS) points = points.filter((_, place) => place % 2 === 0);
    later();
  };
  const turn = () => {
    clearTimeout(waiting);
    [isAsked, isLost] = [false, false];
    later();
  };
  const heard = (message) => {
    if (message.kind !== "heard") return;
    clearTimeout(waiting);
    isLost = false;
    later();
  };
  model.on("msg:custom", heard);
  points = get("trail").map(([at, loss]) => [at, loss]);
  const end = follow({ texts: update, "epochs best_epoch curves summary holds can_go_back stop": later, trail: take, live: grow, state: turn });
  return () => {
    clearTimeout(waiting);
    model.off("msg:custom", heard);
    end();
  };
}

export default { render };
