// The saliency explorer's face. Python asks the network; this lays its answers over the picture and lets a square be dragged.

import { arrow, begin, bytesOf, chooser, clamp, draggable, fill, floatsOf, heading, make, note, picker, put, shown, slider, soon, status, toggle } from "../frame/parts.js";
import { paintPicture } from "../frame/paint.js";
import { photoInput } from "../frame/photo.js";
import { heatPixels, lookUp } from "./overlay.js";

const HINTS = { grad_cam: "grad_cam_try", occlusion: "occlusion_try", integrated_gradients: "integrated_gradients_try", gradient: "gradient_try" };
const ENDINGS = { softmax: "ending_softmax", sigmoid: "ending_sigmoid", linear: "ending_linear", other: "ending_other" };
const FILLS = ["grey", "mean", "black"];
const STILL = 200; // milliseconds without a move before Python is asked

const percent = (share) => `${(share * 100).toFixed(1)}\u00a0%`;
const signs = (value) => (value > 0 ? `+${shown(value, 1)}` : shown(value, 1));

/** A picture with a heat map over it. */
function view(kind) {
  const [photo, heat] = [make("canvas", { role: "img" }), make("canvas", { "aria-hidden": "true", class: "heat" })];
  const frame = make("div", { class: "photo" }, photo, heat);
  const caption = make("figcaption");
  return { kind, photo, heat, frame, caption, node: make("figure", {}, caption, frame) };
}

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "saliency");
  const timers = {};
  const later = (key, act) => {
    clearTimeout(timers[key]);
    timers[key] = setTimeout(act, STILL);
  };
  const ask = (traits) => {
    const news = Object.entries(traits).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(get(name)));
    if (!news.length) return;
    el.classList.add("is-busy");
    tell(Object.fromEntries(news));
  };

  const strip = chooser((value) => ask({ image: Number(value) }), { kind: "strip" });
  const stripHead = heading();
  const photo = photoInput({ say, act: (given) => ask({ upload: given }) });
  const methods = chooser((value) => ask({ method: value }));
  const hint = note();
  const title = heading();
  const truth = make("p", { class: "truth" });
  const [own, copy] = [view("trained"), view("untrained")];
  const square = make("div", { class: "square", tabindex: 0, role: "slider" });
  const glass = make("div", { class: "glass" }, square);
  own.frame.append(glass);
  const scale = make("canvas", { class: "scale", "aria-hidden": "true" });
  const scaleNames = make("div", { class: "scale-names" });
  const scaleNote = note();
  const opacity = slider({ low: 0, high: 1, step: 0.05, act: (value) => {
    tell({ opacity: clamp(value, 0, 1) });
    drawOpacity();
  } });
  const compare = toggle((value) => ask({ compare: value }));
  const alike = status();
  const barsHead = heading();
  const bars = chooser((value) => ask({ target: Number(value) }), { kind: "bars" });
  const others = picker((value) => ask({ target: Number(value) }));
  const result = status();
  const remark = note();
  const layer = picker((value) => ask({ layer: value }));
  const size = slider({ low: 1, high: 14, step: 1, act: (value) => resize(value) });
  const [fillHead, fills] = [make("span", { class: "name" }), chooser((value) => ask({ fill: value }))];
  const steps = slider({ low: 1, high: 128, step: 1, act: (value) => {
    draft.steps = clamp(Math.round(value), 1, 256);
    later("steps", () => ask({ steps: draft.steps }));
  } });
  const [baseHead, bases] = [make("span", { class: "name" }), chooser((value) => ask({ baseline: value }))];
  const fillRow = make("div", { class: "petals-row" }, fillHead, fills.node);
  const baseRow = make("div", { class: "petals-row" }, baseHead, bases.node);
  const wait = make("span", { class: "note wait", role: "status" });

  el.replaceChildren(make("div", { class: "petals-stack" },
    make("div", {}, make("div", { class: "top" }, stripHead, wait), strip.node, photo.node),
    make("div", {}, methods.node, hint),
    make("div", { class: "layout" },
      make("div", { class: "seen" }, title, truth, make("div", { class: "figures" }, own.node, copy.node),
        make("div", { class: "legend" }, scale, scaleNames, scaleNote), alike),
      make("div", { class: "answers" }, barsHead, bars.node, others.node, result),
      make("div", { class: "controls" }, layer.node, size.node, fillRow, steps.node, baseRow, opacity.node, compare.node, remark))));

  // What the page shows before Python has heard of it: the square while it moves, numbers while they are typed.
  const draft = { occluder: null, steps: null };
  let grid = { size: 0, values: new Float32Array(0) };
  const name = (number) => get("network").names[number] ?? say("class", { number });
  const occluder = () => draft.occluder ?? get("occluder");

  // the square
  function place(row, column) {
    const { image_height: height, image_width: width } = get("photo");
    const side = occluder()[2];
    draft.occluder = [clamp(Math.round(row), 0, height - side), clamp(Math.round(column), 0, width - side), side];
    drawSquare();
  }
  function resize(value) {
    const { image_height: height, image_width: width } = get("photo");
    const [row, column, side] = occluder();
    const now = clamp(Math.round(value), 1, Math.min(height, width));
    draft.occluder = [clamp(row + Math.round((side - now) / 2), 0, height - now), clamp(column + Math.round((side - now) / 2), 0, width - now), now];
    drawSquare();
    later("occluder", settle);
  }
  const settle = () => {
    if (draft.occluder) ask({ occluder: draft.occluder });
  };
  draggable(glass, {
    start: (event) => {
      square.focus({ focusVisible: false, preventScroll: true });
      drag(event);
    },
    move: (event) => drag(event),
    end: settle,
  });
  function drag(event) {
    const { image_height: height, image_width: width } = get("photo");
    const edge = glass.getBoundingClientRect();
    const half = occluder()[2] / 2;
    place(((event.clientY - edge.top) / edge.height) * height - half, ((event.clientX - edge.left) / edge.width) * width - half);
  }
  square.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    const step = Math.max(1, Math.round(get("photo").image_width / 28)) * (event.shiftKey ? 4 : 1);
    place(occluder()[0] - way[1] * step, occluder()[1] + way[0] * step);
    later("occluder", settle);
  });

  // drawing
  function drawStrip() {
    const { pictures, offered, total } = get("strip");
    stripHead.textContent = texts().images + (offered < total ? ` (${say("images_left_out", { shown: offered, total })})` : "");
    strip.show({
      name: texts().images,
      options: pictures.map((picture, number) => {
        const canvas = make("canvas", { "aria-hidden": "true" });
        paintPicture(canvas, { ...picture, values: bytesOf(picture.pixels) });
        return [number, canvas];
      }),
      value: get("image"),
      label: (number) => (Number(number) === offered ? texts().own : say("image", { number })),
    });
    strip.node.hidden = pictures.length < 2;
    photo.node.hidden = !get("network").takes_photos;
    photo.show();
  }

  function drawHeat({ heat, frame, photo, node, kind }, shownMap) {
    put(photo, { "aria-label": `${say("heat", { number: get("image") })} (${texts()[kind]})` });
    node.hidden = !shownMap.pixels;
    if (!shownMap.pixels) return;
    const picture = get("photo");
    paintPicture(photo, { ...picture, values: bytesOf(picture.pixels) });
    const ladder = bytesOf(get("palettes")[shownMap.signed ? "signed" : "plain"]);
    [heat.width, heat.height] = [shownMap.width, shownMap.height];
    const pixels = shownMap.reach > 0 ? heatPixels(bytesOf(shownMap.pixels), ladder, shownMap.signed)
      : new Uint8ClampedArray(shownMap.width * shownMap.height * 4);
    heat.getContext("2d").putImageData(new ImageData(pixels, shownMap.width, shownMap.height), 0, 0);
    frame.classList.toggle("smooth", get("method") === "grad_cam");
  }

  function drawFigures() {
    const [target, { predicted, label }, heat] = [get("target"), get("photo"), get("heat")];
    title.textContent = say(target === predicted ? "why" : "why_not", { name: name(target) });
    truth.textContent = label < 0 ? "" : say(label === predicted ? "true_right" : "true_wrong", { name: name(label) });
    truth.className = label === predicted ? "truth is-right" : "truth is-wrong";
    drawHeat(own, heat);
    drawHeat(copy, get("untrained_heat"));
    el.classList.toggle("two", !copy.node.hidden);
    for (const one of [own, copy]) one.caption.textContent = copy.node.hidden ? "" : texts()[one.kind];
    drawScale(heat);
    const likeness = get("similarity");
    const verdict = likeness >= 0.6 ? texts().alike : likeness >= 0.3 ? texts().partly : texts().different;
    alike.textContent = likeness === null ? "" : fill(verdict, { value: shown(likeness, 2) });
  }

  function drawScale({ signed, reach, clipped }) {
    const ladder = bytesOf(get("palettes")[signed ? "signed" : "plain"]);
    [scale.width, scale.height] = [256, 1];
    const pixels = heatPixels(Uint8Array.from({ length: 256 }, (_, at) => at), ladder, signed);
    for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
    scale.getContext("2d").putImageData(new ImageData(pixels, 256, 1), 0, 0);
    const most = shown(get("method") === "occlusion" ? reach * 100 : reach, get("method") === "occlusion" ? 1 : null);
    const ends = get("method") === "occlusion" ? [say("raises", { value: most }), say("lowers", { value: most })]
      : signed ? [say("against", { value: `−${most}` }), say("for", { value: `+${most}` })] : ["0", say("strong", { value: most })];
    scaleNames.replaceChildren(...ends.map((end) => make("span", {}, end)));
    const { step } = get("photo");
    scaleNote.textContent = [copy.node.hidden ? "" : texts().own_scale, clipped ? texts().percentile : "", step > 1 ? say("reduced", { step }) : ""].filter(Boolean).join("; ");
    scaleNote.hidden = !scaleNote.textContent;
  }

  function drawOpacity() {
    opacity.show({ name: texts().opacity, value: get("opacity") });
    for (const { heat } of [own, copy]) heat.style.opacity = get("opacity");
  }

  let barsOf = "";
  function drawBars() {
    const { classes, label } = get("photo");
    const key = JSON.stringify([classes, get("language"), label, get("network").names]);
    barsHead.textContent = texts().probabilities;
    if (key !== barsOf) {
      bars.show({
        name: texts().probabilities,
        options: classes.map((number) => [number, make("span", { class: "name", title: name(number) }, name(number)),
          make("span", { class: "bar" }, make("i"), make("b")), make("span", { class: "value" })]),
        value: get("target"),
        label: (number) => say("explain", { name: name(number) }),
      });
      barsOf = key;
    }
    bars.mark(get("target"));
    const total = get("network").classes;
    others.node.hidden = total <= classes.length;
    others.show({ name: texts().more_classes, value: get("target"),
      options: Array.from({ length: others.node.hidden ? 0 : total }, (_, number) => [number, name(number)]) });
  }

  /** The bars of the covered picture while the square is the question, else of the whole one. */
  function drawSquare() {
    const { classes, values: whole, image_height: height, image_width: width, fills: colours } = get("photo");
    const hides = get("method") === "occlusion";
    glass.hidden = !hides;
    const [row, column, side] = occluder();
    const covered = get("covered");
    const exact = JSON.stringify(covered.occluder) === JSON.stringify([row, column, side]) && covered.fill === get("fill");
    const known = exact || (grid.size === side && grid.fill === get("fill"));
    const values = !hides ? whole : exact ? covered.values : known ? lookUp(grid, classes.length, row, column) : null;
    if (values) {
      [...bars.node.children].forEach((option, at) => {
        option.querySelector("i").style.width = `${clamp(values[at], 0, 1) * 100}%`;
        option.querySelector("b").style.left = `${clamp(whole[at], 0, 1) * 100}%`;
        option.querySelector(".value").textContent = percent(values[at]);
      });
    }
    el.classList.toggle("hides", hides);
    put(square, { "aria-label": texts().square, "aria-valuemin": 0, "aria-valuemax": 100 });
    size.show({ name: texts().size, value: side, high: Math.ceil(Math.min(height, width) / 2) });
    if (!hides) return;
    Object.assign(square.style, { top: `${(row / height) * 100}%`, left: `${(column / width) * 100}%`, height: `${(side / height) * 100}%`,
      width: `${(side / width) * 100}%`, background: `rgb(${colours[get("fill")].join(" ")})` });
    const at = classes.indexOf(get("target"));
    const place = { top: row, bottom: row + side - 1, left: column, right: column + side - 1, name: name(get("target")), before: percent(whole[at]) };
    if (values) {
      result.textContent = say(exact ? "covered_exact" : "covered_near", { ...place, after: percent(values[at]),
        change: signs((values[at] - whole[at]) * 100), places: get("facts").places });
    }
    put(square, { "aria-valuenow": values ? Math.round(values[at] * 100) : null, "aria-valuetext": result.textContent });
  }

  function drawFacts() {
    const [method, facts] = [get("method"), get("facts")];
    const { ending, methods: offered } = get("network");
    if (method === "integrated_gradients") {
      const difference = facts.score - facts.baseline_score;
      result.textContent = say("integrated_gradients_note", { total: shown(facts.total, 3), score: shown(facts.score, 3),
        start: shown(facts.baseline_score, 3), difference: signs3(difference),
        error: shown((Math.abs(facts.total - difference) / Math.max(1e-9, Math.abs(difference))) * 100, 1) });
    } else if (method !== "occlusion") result.textContent = facts.empty ? texts().empty : method === "grad_cam" ? say("grad_cam_note", facts) : "";
    remark.textContent = [method === "occlusion" ? say("occlusion_note", facts) : texts()[ENDINGS[ending]],
      method === "integrated_gradients" ? texts().blind : "", offered.length < Object.keys(HINTS).length ? texts().no_maps : ""].filter(Boolean).join(" ");
  }

  function drawControls() {
    const [method, { layers, methods: offered }] = [get("method"), get("network")];
    methods.show({ name: texts().method, options: offered.map((one) => [one, texts()[one]]), value: method });
    hint.textContent = texts()[HINTS[method]];
    layer.show({ name: texts().layer, value: get("layer"), options: layers.map((one) => [one.name, `${one.name} · ${one.kind} · ${one.shape.join(" × ")}`]) });
    layer.node.hidden = method !== "grad_cam";
    [size.node.hidden, fillRow.hidden] = [method !== "occlusion", method !== "occlusion"];
    [steps.node.hidden, baseRow.hidden] = [method !== "integrated_gradients", method !== "integrated_gradients"];
    [fillHead.textContent, baseHead.textContent] = [texts().cover_with, texts().baseline];
    const colours = FILLS.map((one) => [one, texts()[one]]);
    fills.show({ name: texts().cover_with, options: colours, value: get("fill") });
    bases.show({ name: texts().baseline, options: colours, value: get("baseline") });
    steps.show({ name: texts().steps, value: get("steps") });
    compare.show({ name: texts().compare, value: get("compare") });
    wait.textContent = texts().waiting;
  }

  function drawAll() {
    const { rows, columns, values } = get("grid");
    grid = values ? { rows, columns, ...get("grid"), values: floatsOf(values) } : { size: 0 };
    strip.mark(get("image"));
    drawControls();
    drawFigures();
    drawOpacity();
    drawBars();
    drawFacts();
    drawSquare();
  }
  const draw = soon(drawAll);
  const stop = follow({
    texts: () => {
      barsOf = "";
      drawStrip();
      drawAll();
    },
    strip: drawStrip,
    opacity: drawOpacity,
    occluder: () => {
      draft.occluder = null;
      draw();
    },
    "image photo heat untrained_heat facts grid covered similarity target method layer fill baseline steps compare network palettes": draw,
    answered: () => {
      el.classList.remove("is-busy");
      draw();
    },
  });
  return () => {
    Object.values(timers).forEach(clearTimeout);
    photo.stop();
    stop();
  };
}

const signs3 = (value) => (value > 0 ? `+${shown(value, 3)}` : shown(value, 3));

export default { render };
