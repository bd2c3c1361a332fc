// The embedding explorer's face. Python lays points out and knows the true neighbours; this draws them and answers to the pointer at once.

import { begin, bytesOf, button, chooser, clamp, floatsOf, heading, make, note, picker, put, shown, slider, soon, status, toggle } from "../frame/parts.js";
import { paintPicture } from "../frame/paint.js";
import { nearestPlaces } from "./plane.js";
import { scatter } from "./scatter.js";
import { swatch } from "./markers.js";

const percent = (share) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}\u00a0%`;
const grouped = (count) => count.toLocaleString("en-US");

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "embedding");
  const ask = (traits) => {
    const news = Object.entries(traits).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(get(name)));
    if (!news.length) return;
    el.classList.add("is-busy");
    tell(Object.fromEntries(news));
  };
  // Unpacked once, since the pointer asks at every move.
  const data = { labels: [], predictions: [], classes: [], numbers: [], wrong: [], shown: [], points: new Float32Array(0), held: [], near: [], sheet: null };
  let pointed = -1;
  let drawnSheet = null;
  let alive = true;

  const methods = chooser((value) => ask({ method: value }));
  const layer = picker((value) => ask({ layer: value }));
  const across = picker((value) => component(0, Number(value)));
  const up = picker((value) => component(1, Number(value)));
  const shares = make("div", { class: "shares", "aria-hidden": "true" });
  const axes = make("div", { class: "axes" }, across.node, up.node, shares);
  const perplexity = slider({ low: 2, high: 100, step: 1, act: (value) => {
    draft.perplexity = clamp(value, 2, get("items").most_perplexity);
    compute.disabled = draft.perplexity === get("perplexity");
  } });
  const draft = { perplexity: null };
  const compute = button(() => ask({ perplexity: draft.perplexity ?? get("perplexity") }));
  const neighbours = make("div", { class: "perplexity" }, perplexity.node, compute);
  const hint = note();
  const wait = make("p", { class: "wait", role: "status" });
  const reading = note();
  const plot = scatter({ look, hover, choose });
  const [closer, farther, whole] = [button(() => plot.zoom(1.4), "+"), button(() => plot.zoom(1 / 1.4), "−"), button(() => plot.fit(), "⤢")];
  const score = make("p", { class: "score" });
  const remark = note();
  const legend = make("div", { class: "classes", role: "group" });
  const pictures = toggle((value) => {
    tell({ pictures: value });
    plot.draw();
  });
  const mistakes = toggle((value) => {
    tell({ mistakes: value });
    plot.draw();
  });
  const sideHead = heading();
  const photo = make("canvas", { role: "img" });
  const names = make("div", { class: "names" });
  const nearHead = heading();
  const near = make("div", { class: "near" });
  const nearKey = make("div", { class: "key" });
  const verdict = status();

  el.replaceChildren(make("div", { class: "petals-stack" },
    make("div", { class: "top" }, methods.node, layer.node),
    hint,
    make("div", { class: "layout" },
      make("div", { class: "plot" },
        make("div", { class: "well" }, plot.node, make("div", { class: "zoom" }, closer, farther, whole), wait),
        reading, score, remark, axes, neighbours),
      make("div", { class: "side" },
        make("div", { class: "one" }, photo, make("div", {}, sideHead, names)),
        nearHead, near, nearKey, verdict,
        make("div", { class: "petals-row toggles" }, pictures.node, mistakes.node), legend))));

  function component(place, value) {
    const now = [...get("components")];
    if (now[1 - place] === value) now[1 - place] = now[place];
    now[place] = value;
    ask({ components: now });
  }
  const name = (label) => get("items").names[label] ?? say("class", { number: label });
  const chosenPlace = () => data.numbers.indexOf(get("chosen"));
  const focus = () => (pointed >= 0 ? pointed : chosenPlace());
  function look() {
    const chosen = focus();
    return { classes: data.classes, wrong: data.wrong, shown: data.shown, chosen, near: chosen < 0 ? [] : data.near[chosen],
      pictures: get("pictures"), mistakes: get("mistakes") && data.wrong.length > 0 };
  }
  const drawSideSoon = soon(() => drawSide());
  function hover(at) {
    pointed = at;
    drawSideSoon();
  }
  function choose(at) {
    const number = at < 0 ? -1 : data.numbers[at];
    if (number !== get("chosen")) tell({ chosen: number });
    plot.draw();
    drawSide();
  }

  // unpacking
  function unpackItems() {
    const { numbers, labels, predictions } = get("items");
    const classes = labels.length ? labels : predictions.length ? predictions : numbers.map(() => 0);
    Object.assign(data, { numbers, labels, predictions, classes,
      wrong: labels.length && predictions.length ? labels.map((label, at) => label !== predictions[at]) : [] });
    hide();
  }
  function hide() {
    const hidden = new Set(get("hidden"));
    data.shown = data.classes.map((label) => !hidden.has(label));
  }
  function unpackNear() {
    const { count, values } = get("near");
    const bytes = bytesOf(values);
    data.near = Array.from({ length: bytes.length / 2 / count }, (_, row) =>
      Array.from({ length: count }, (__, at) => bytes[(row * count + at) * 2] + 256 * bytes[(row * count + at) * 2 + 1]));
  }
  function unpackLayout() {
    const { points, held } = get("plane");
    data.points = floatsOf(points);
    data.held = bytesOf(held);
    plot.show(data.points);
  }
  async function unpackSheet() {
    const { bytes, kind, columns, width, height } = get("sheet");
    if (drawnSheet === bytes) return;
    drawnSheet = bytes;
    const picture = await createImageBitmap(new Blob([bytesOf(bytes)], { type: kind }));
    if (!alive) return;
    data.sheet = { picture, columns, width, height };
    plot.dress(data.sheet);
    drawSide();
  }

  // drawing
  function thumbnail(at) {
    const canvas = make("canvas", { "aria-hidden": "true" });
    if (data.sheet) {
      const { picture, columns, width, height } = data.sheet;
      [canvas.width, canvas.height] = [width, height];
      canvas.getContext("2d").drawImage(picture, (at % columns) * width, Math.floor(at / columns) * height, width, height, 0, 0, width, height);
    }
    return canvas;
  }
  function called(at) {
    const parts = data.labels.length || data.predictions.length ? [name(data.classes[at])] : [];
    if (data.wrong[at]) parts.push(say("predicted", { name: name(data.predictions[at]) }));
    return `${say("image", { number: data.numbers[at] })}${parts.length ? `: ${parts.join(", ")}` : ""}`;
  }

  function drawSide() {
    const at = focus();
    sideHead.textContent = at < 0 ? texts().none_chosen : say("image", { number: data.numbers[at] });
    el.classList.toggle("free", at < 0);
    put(photo, { "aria-label": at < 0 ? texts().none_chosen : called(at) });
    names.replaceChildren();
    near.replaceChildren();
    [nearHead.textContent, verdict.textContent] = ["", ""];
    nearKey.hidden = at < 0;
    if (at < 0) return;
    const big = get("photo");
    if (big.number === data.numbers[at]) paintPicture(photo, { ...big, values: bytesOf(big.pixels) });
    else {
      const small = thumbnail(at);
      [photo.width, photo.height] = [small.width, small.height];
      photo.getContext("2d").drawImage(small, 0, 0);
    }
    if (data.labels.length) names.append(make("div", { class: "class" }, swatch(data.labels[at]), name(data.labels[at])));
    if (data.predictions.length) {
      const right = data.labels.length ? data.labels[at] === data.predictions[at] : null;
      names.append(make("div", { class: right === null ? "" : right ? "is-right" : "is-wrong" },
        `${right === null ? "" : right ? "✓ " : "✗ "}${say("predicted", { name: name(data.predictions[at]) })}`));
    }
    const count = data.near[at].length;
    const seen = new Set(nearestPlaces(data.points, at, count));
    nearHead.textContent = say("nearest", { count });
    near.replaceChildren(...data.near[at].map((other) => {
      const there = seen.has(other);
      const one = button(() => choose(other));
      put(one, { "aria-label": `${called(other)}; ${there ? texts().marked_near : texts().far}`, title: called(other), class: there ? "there" : "" });
      one.append(thumbnail(other), make("span", { "aria-hidden": "true" }, data.labels.length || data.predictions.length ? swatch(data.classes[other]) : "", there ? "●" : "○"));
      return one;
    }));
    nearKey.textContent = `● ${texts().marked_near}  ○ ${texts().far}`;
    verdict.textContent = say("score", { held: data.held[at], count });
  }

  function drawControls() {
    const [{ layers, most_perplexity: most, total, numbers }, { shares: parts, method, seconds }, { features, averaged, count }] =
      [get("items"), get("plane"), get("near")];
    methods.show({ name: texts().method, options: [["pca", texts().pca], ["tsne", texts().tsne]], value: get("method") });
    hint.textContent = layers.length ? texts().try : texts().try_features;
    layer.node.hidden = !layers.length;
    layer.show({ name: texts().layer, value: get("layer"), options: layers.map((one) =>
      [one.name, `${one.kind ? one.name : texts().pixels} · ${one.kind ? `${one.kind} · ` : ""}${one.shape.join(" × ")}`]) });
    const options = parts.map((share, at) => [at, `${at + 1} · ${percent(share)}`]);
    across.show({ name: texts().across, options, value: get("components")[0] });
    up.show({ name: texts().up, options, value: get("components")[1] });
    const top = Math.max(1e-9, ...parts);
    shares.replaceChildren(...parts.map((share, at) => make("i", { class: get("components").includes(at) ? "in" : "", style: `height: ${Math.max(2, (share / top) * 100)}%` })));
    axes.hidden = method !== "pca";
    neighbours.hidden = method !== "tsne";
    draft.perplexity = null;
    perplexity.show({ name: texts().perplexity, value: get("perplexity"), high: most });
    compute.textContent = texts().compute;
    compute.disabled = true;
    const seen = get("components").reduce((sum, at) => sum + parts[at], 0);
    remark.textContent = [method === "pca" ? say("pca_note", { share: percent(seen), rest: percent(1 - seen) }) : say("tsne_note", { seconds: shown(seconds, 1) }),
      say(averaged ? "averaged" : "features", { features: grouped(features) }),
      total > numbers.length ? say("sampled", { shown: grouped(numbers.length), total: grouped(total) }) : ""].filter(Boolean).join(" ");
    score.textContent = say("kept", { share: percent(get("kept")), count });
    put(plot.node, { "aria-label": say("plot", { method: texts()[method], points: grouped(numbers.length) }) });
    for (const [node, words] of [[closer, texts().zoom_in], [farther, texts().zoom_out], [whole, texts().fit]]) put(node, { "aria-label": words, title: words });
    reading.textContent = texts().reading;
    pictures.show({ name: texts().pictures, value: get("pictures") });
    const wrong = data.wrong.filter(Boolean).length;
    mistakes.node.hidden = !data.wrong.length;
    mistakes.show({ name: say("mistakes", { wrong: grouped(wrong), total: grouped(numbers.length) }), value: get("mistakes") });
    wait.textContent = texts().waiting;
  }

  function drawLegend() {
    const { classes } = get("items");
    const hidden = new Set(get("hidden"));
    put(legend, { "aria-label": texts().classes });
    const held = legend.contains(document.activeElement) ? document.activeElement.dataset.label : null;
    const counts = new Map();
    for (const label of data.classes) counts.set(label, (counts.get(label) ?? 0) + 1);
    legend.replaceChildren(...classes.map((label) => {
      const one = button(() => tell({ hidden: hidden.has(label) ? get("hidden").filter((other) => other !== label) : [...get("hidden"), label] }));
      put(one, { "aria-pressed": String(!hidden.has(label)), "data-label": label });
      one.append(swatch(label), make("span", {}, name(label)), make("small", {}, grouped(counts.get(label) ?? 0)));
      return one;
    }));
    if (hidden.size) legend.append(button(() => tell({ hidden: [] }), texts().all_classes));
    if (held !== null) legend.querySelector(`[data-label="${held}"]`)?.focus({ preventScroll: true });
  }

  const redraw = soon(() => {
    drawControls();
    drawLegend();
    drawSide();
    plot.draw();
  });
  const on = (...acts) => () => {
    for (const act of acts) act();
    redraw();
  };
  const stop = follow({
    texts: () => {
      unpackItems();
      unpackNear();
      unpackLayout();
      unpackSheet();
      drawControls();
      drawLegend();
      drawSide();
    },
    items: on(unpackItems),
    near: on(unpackNear),
    plane: on(unpackLayout),
    sheet: on(unpackSheet),
    hidden: on(hide),
    "chosen photo pictures mistakes kept method layer components perplexity": redraw,
    answered: () => {
      el.classList.remove("is-busy");
      redraw();
    },
  });
  return () => {
    alive = false;
    plot.stop();
    stop();
  };
}

export default { render };
