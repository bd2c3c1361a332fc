// Is the network right as often as it is sure? The reliability diagram, with a temperature that mends the probabilities.

import { button, heading, make, shown, slider, status } from "../frame/parts.js";
import { chart, legend } from "../frame/chart.js";
import { calibrate, logsOf } from "./measures.js";

const HOT = 0.01; // from this difference on, a network is called too sure or too modest

/** Data: { sampledLabels, probabilities, classes, sampled, count }. Gives { node, show(view) }; act({ temperature }) or act({ bins }). */
export function calibrationView(data, act) {
  const logs = logsOf(data.probabilities, data.classes);
  const hatch = `petals-gap-${Math.random().toString(36).slice(2)}`;
  const diagram = chart({ width: 330, height: 310, left: 48, bottom: 42 });
  const crowd = chart({ width: 330, height: 116, left: 48, bottom: 24, yTicks: 3 });
  diagram.node.append(make("defs", {}, make("pattern", { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    make("line", { x1: 0, x2: 0, y1: 0, y2: 7, stroke: "var(--series2)", "stroke-width": 3 }))));
  const temperature = slider({ low: 0.1, high: 10, powers: true, act: (value) => act({ temperature: Math.min(10, Math.max(0.1, value)) }) });
  const bins = slider({ low: 5, high: 20, step: 1, act: (value) => act({ bins: Math.min(20, Math.max(5, Math.round(value))) }) });
  let wanted = 1;
  const best = button(() => act({ temperature: wanted }));
  const plain = button(() => act({ temperature: 1 }));
  const titles = [heading(), heading()];
  titles[1].classList.add("apart");
  const [verdict, sample, source, key, table] = [status(), make("p", { class: "note" }), make("p", { class: "note" }), make("div"), make("div")];
  const node = make("div", { class: "charts" }, make("div", {}, titles[0], diagram.node, key, titles[1], crowd.node),
    make("div", {}, temperature.node, make("div", { class: "petals-row" }, best, plain), bins.node, verdict, table, sample, source));
  let [known, found] = ["", null];

  function measured(view) {
    const asked = `${view.temperature} ${view.bins}`;
    if (asked !== known) found = calibrate(data.sampledLabels, logs, data.classes, view.temperature, view.bins);
    known = asked;
    return found;
  }

  function draw(view, now) {
    const { texts, say, nameOf } = view;
    const width = 1 / view.bins;
    const full = now.counts.map((_, place) => place).filter((place) => now.counts[place]);
    const edges = Array.from({ length: view.bins + 1 }, (_, place) => place * width);
    diagram.frame({ x: [0, 1], y: [0, 1], xName: data.classes === 2 ? say("chance_of", { name: nameOf(1) }) : texts.chance,
      yName: data.classes === 2 ? say("share_is", { name: nameOf(1) }) : texts.share_right, name: texts.diagram });
    diagram.bars("right", edges, now.accuracy, { fill: "var(--series1)" });
    const gap = make("g", {}, ...full.map((place) => {
      const [low, high] = [Math.min(now.accuracy[place], now.confidence[place]), Math.max(now.accuracy[place], now.confidence[place])];
      const box = { x: diagram.across(edges[place]) + 1, width: Math.max(0, diagram.across(edges[place + 1]) - diagram.across(edges[place]) - 2),
        y: diagram.up(high), height: Math.max(0, diagram.up(low) - diagram.up(high)) };
      return make("g", {}, make("rect", { ...box, fill: "var(--paper)", opacity: 0.72 }),
        make("rect", { ...box, fill: `url(#${hatch})`, stroke: "var(--series2)", "stroke-width": 1.2 }));
    }));
    diagram.clear("gaps");
    diagram.plot.querySelector("[data-gaps]")?.remove();
    gap.setAttribute("data-gaps", "");
    diagram.plot.append(gap);
    diagram.line("honest", [0, 1], [0, 1], { stroke: "var(--ink)", "stroke-width": 1.5, "stroke-dasharray": "5 4" });
    const most = Math.max(1, ...now.counts);
    crowd.frame({ x: [0, 1], y: [0, most], name: texts.crowd });
    crowd.bars("counts", edges, now.counts, { fill: "var(--series6)", stroke: "var(--paper)", "stroke-width": 1 });
  }

  function say_(view, now) {
    const { texts, say } = view;
    const over = now.sure - now.right;
    const kind = Math.abs(over) < HOT ? "honest" : over > 0 ? "too_sure" : "too_modest";
    verdict.textContent = say(kind, { sure: (now.sure * 100).toFixed(1), right: (now.right * 100).toFixed(1) });
    const row = (name, value, formula) => make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "letters" }, formula), make("td", {}, shown(value, 4)));
    table.replaceChildren(make("table", { class: "numbers" }, make("tbody", {},
      row(texts.error, now.error, "Σ n/N · |acc − conf|"),
      row(texts.brier, now.brier, data.classes === 2 ? "mean (p − y)²" : "mean Σ (p − y)²"),
      row(texts.loss, now.loss, "mean −log p"))));
    sample.textContent = data.sampled < data.count ? say("sampled", { shown: data.sampled.toLocaleString("en"), total: data.count.toLocaleString("en") }) : "";
    source.textContent = texts.source;
  }

  return {
    node,
    show(view) {
      const { texts, say } = view;
      const now = measured(view);
      wanted = view.best;
      titles[0].textContent = texts.diagram;
      titles[1].textContent = texts.crowd;
      temperature.show({ name: texts.temperature, numberName: say("as_number", { name: texts.temperature }), value: view.temperature });
      bins.show({ name: texts.bins, numberName: say("as_number", { name: texts.bins }), value: view.bins });
      best.textContent = say("best", { best: shown(view.best) });
      best.disabled = view.temperature === view.best;
      plain.textContent = texts.plain;
      plain.disabled = view.temperature === 1;
      draw(view, now);
      say_(view, now);
      key.replaceChildren(legend([[{ fill: "var(--series1)" }, data.classes === 2 ? say("share_is", { name: view.nameOf(1) }) : texts.share_right],
        [{ stroke: "var(--series2)", "stroke-dasharray": "2 2" }, texts.gap], [{ stroke: "var(--ink)", "stroke-dasharray": "4 3" }, texts.diagonal]]));
    },
  };
}
