// The feature map explorer's face. Python computes the maps; this paints the bytes it sends and says what was clicked.

import { arrow, begin, bytesOf, button, chooser, clamp, fill, heading, make, note, put, shown } from "../frame/parts.js";
import { inkOn, ladderColour, paint, paintMap, paintPicture } from "../frame/paint.js";
import { photoInput } from "../frame/photo.js";
import { bestOf } from "./best.js";

const MANY_LAYERS = 12;

function render({ model, el }) {
  const { texts, say, tell: send, follow } = begin(model, el, "maps");
  const palette = (name) => bytesOf(model.get("palettes")[name]);
  const tell = (name, value) => {
    el.classList.add("is-busy");
    send({ [name]: value });
  };

  const stripHead = heading();
  const strip = chooser((value) => tell("image", Number(value)), { kind: "strip" });
  const own = photoInput({ say, act: (given) => tell("upload", given) });
  const ownNote = note();
  const layerHead = heading();
  const filter = make("input", { type: "text", spellcheck: "false" });
  const filterNote = make("span", { class: "note", role: "status" });
  const filterRow = make("div", { class: "petals-row filter" }, filter, filterNote);
  const nestedNote = note();
  const layers = chooser((value) => tell("layer", value), { kind: "petals-row chips" });
  const photoHead = heading();
  const photo = make("canvas", { role: "img" });
  const box = make("div", { class: "box", hidden: "" });
  const squares = make("path");
  const seen = make("svg", { class: "seen", preserveAspectRatio: "none", "aria-hidden": "true" }, squares);
  const answersHead = heading();
  const answers = make("div", { class: "bars" });
  const sheetHead = heading();
  const sheetNote = note();
  const sheet = chooser((value) => tell("channel", Number(value)), { kind: "sheet" });
  const back = button(() => tell("page", model.get("page") - 1), "‹");
  const forth = button(() => tell("page", model.get("page") + 1), "›");
  const pageNote = make("span", { class: "note" });
  const pages = make("div", { class: "petals-row" }, back, pageNote, forth);
  const mapHead = heading();
  const mapNote = note();
  const map = make("canvas", { tabindex: 0, role: "application" });
  const mark = make("div", { class: "unit", hidden: "" });
  const unitNote = make("p", { class: "note", role: "status", "aria-live": "polite" });
  const kernelHead = heading();
  const kernelNote = note();
  const kernels = make("div", { class: "kernels" });
  const best = bestOf(say, texts, {
    search() {
      best.show({ ...bestState(), progress: 0 });
      model.send({ ask: "search" });
    },
    by: (value) => tell("by", value),
    look: (number) => tell("image", number),
  });
  const wait = make("p", { class: "note wait", role: "status" });

  el.replaceChildren(make("div", { class: "stack" },
    make("div", {}, stripHead, strip.node, own.node, ownNote),
    make("div", {}, layerHead, filterRow, layers.node, nestedNote),
    make("div", { class: "layout" },
      make("div", {}, photoHead, make("div", { class: "photo" }, photo, seen, box), make("div", { style: "height: 10px" }), answersHead, answers, wait),
      make("div", {}, sheetHead, sheetNote, sheet.node, pages, best.node),
      make("div", { class: "detail" }, mapHead, mapNote, make("div", { class: "big" }, map, mark), unitNote, kernelHead, kernels, kernelNote))));
  filter.addEventListener("input", drawLayers);

  // a click on the map is a unit; so are the arrow keys
  map.addEventListener("click", (event) => {
    const { rows, columns } = model.get("zoom");
    const edge = map.getBoundingClientRect();
    const place = (at, start, size, count) => clamp(Math.floor(((at - start) / size) * count), 0, count - 1);
    map.focus({ preventScroll: true });
    tell("unit", [place(event.clientY, edge.top, edge.height, rows), place(event.clientX, edge.left, edge.width, columns)]);
  });
  map.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    const { rows, columns } = model.get("zoom");
    const [row, column] = model.get("unit").length ? model.get("unit") : [Math.floor(rows / 2), Math.floor(columns / 2)];
    tell("unit", [clamp(row - way[1], 0, rows - 1), clamp(column + way[0], 0, columns - 1)]);
  });

  function drawStrip() {
    const { pictures, numbers, offered, total } = model.get("strip");
    stripHead.textContent = texts().images + (offered < total ? ` (${fill(texts().images_left_out, { shown: offered, total })})` : "");
    own.show();
    strip.show({
      name: texts().images,
      options: pictures.map((picture, place) => {
        const canvas = make("canvas", { "aria-hidden": "true" });
        paintPhoto(canvas, picture);
        return [numbers[place], canvas];
      }),
      value: model.get("image"),
      label: (number) => (Number(number) === total ? texts().own : fill(texts().image, { number })),
    });
  }

  function drawLayers() {
    const all = model.get("layers");
    const wanted = filter.value.trim().toLowerCase();
    const found = all.filter(({ name, kind }) => `${name} ${kind}`.toLowerCase().includes(wanted));
    layerHead.textContent = texts().layers;
    filterRow.hidden = all.length <= MANY_LAYERS;
    put(filter, { "aria-label": texts().layers_filter, placeholder: texts().layers_filter });
    filterNote.textContent = fill(texts().layers_found, { found: found.length, total: all.length });
    const inside = [...new Set(all.filter(({ name }) => name.includes("/")).map(({ name }) => name.slice(0, name.lastIndexOf("/"))))];
    nestedNote.hidden = !inside.length;
    nestedNote.textContent = inside.map((name) => fill(texts().layers_nested, { model: name })).join(" ");
    const options = found.map(({ name, kind, shape }) => [name, name, make("small", {}, `${kind} · ${shape.join("×")}`)]);
    layers.show({ name: texts().layers, options, value: model.get("layer") });
  }

  function drawPhoto() {
    const view = model.get("photo");
    paintPhoto(photo, view);
    photoHead.textContent = view.own ? texts().own : fill(texts().chosen, { number: model.get("image") });
    ownNote.hidden = !view.own;
    ownNote.textContent = fill(texts().own_note, { height: view.image_height, width: view.image_width,
      colours: view.channels === 1 ? texts().own_grey : texts().own_colours });
    photo.setAttribute("aria-label", photoHead.textContent);
    const named = view.answers.map((one) => ({ ...one, name: one.name || fill(texts().class, { number: one.number }) }));
    answersHead.textContent = !named.length ? "" : view.sure ? texts().predicted : texts().outputs;
    const top = Math.max(1e-9, ...named.map((one) => one.value));
    answers.replaceChildren(...(named.length ? named.flatMap((one, place) => [
      make("span", { class: place ? "name" : "name first", title: one.name }, one.name),
      make("span", { class: "bar" }, make("i", { style: `width: ${Math.max(0, (view.sure ? one.value : one.value / top) * 100)}%` })),
      make("span", { class: place ? "value" : "value first" }, view.sure ? `${(one.value * 100).toFixed(1)} %` : shown(one.value)),
    ]) : [make("span", { class: "note", style: "grid-column: 1 / -1" }, texts().no_classes)]));
    strip.mark(model.get("image"));
    best.mark(model.get("image"));
  }

  function drawSheet() {
    const view = model.get("sheet");
    const colours = palette("maps");
    const values = bytesOf(view.pixels);
    const size = view.height * view.width;
    sheetHead.textContent = fill(texts().maps, { layer: model.get("layer") });
    sheetNote.textContent = `${texts().maps_scale} ${fill(texts().map_range, { low: shown(view.low), high: shown(view.high) })}`
      + (view.step > 1 ? `; ${fill(texts().map_small, { step: view.step })}` : "");
    const options = Array.from({ length: view.count }, (_, place) => {
      const canvas = make("canvas", { "aria-hidden": "true" });
      paintMap(canvas, view.height, view.width, values.subarray(place * size, (place + 1) * size), colours);
      return [view.first + place, canvas, make("span", {}, String(view.first + place))];
    });
    sheet.show({ name: sheetHead.textContent, options, value: model.get("channel"), label: (channel) => fill(texts().channel, { channel }) });
    const last = view.first + view.count - 1;
    pages.style.display = view.count < view.total ? "" : "none";
    pageNote.textContent = fill(texts().channels, { first: view.first, last, total: view.total });
    back.setAttribute("aria-label", texts().previous);
    forth.setAttribute("aria-label", texts().next);
    back.disabled = view.first === 0;
    forth.disabled = last + 1 >= view.total;
    layers.mark(model.get("layer"));
  }

  function drawZoom() {
    const view = model.get("zoom");
    paintMap(map, view.height, view.width, bytesOf(view.pixels), palette("maps"));
    mapHead.textContent = fill(texts().map, { channel: view.channel });
    mapNote.textContent = fill(texts().map_range, { low: shown(view.low), high: shown(view.high) })
      + (view.step > 1 ? `; ${fill(texts().map_small, { step: view.step })}` : "");
    map.setAttribute("aria-label", `${mapHead.textContent}. ${texts().choose_unit}`);
    drawKernel(view);
    sheet.mark(view.channel);
  }

  function drawKernel(view) {
    kernelHead.textContent = view.kernel ? fill(texts().kernel, { channel: view.channel }) : "";
    if (!view.kernel) {
      kernels.replaceChildren();
      kernelNote.textContent = fill(texts().kernel_none, { layer: model.get("layer"), kind: view.kind });
      return;
    }
    const { slices, total, bias, first } = view.kernel;
    const reach = Math.max(1e-9, ...slices.flat(2).map(Math.abs));
    const draw = slices.length === 1 && slices[0].length <= 5 ? kernelTable : kernelPicture;
    kernels.replaceChildren(...slices.map((slice, place) => make("figure", {}, draw(slice, reach, palette("kernels")),
      ...(slices.length > 1 ? [make("figcaption", {}, fill(texts().input, { channel: first + place }))] : []))));
    kernelNote.textContent = fill(texts().kernel_legend, { bias: bias === null ? "0" : shown(bias) })
      + (slices.length < total ? `; ${fill(texts().kernel_left_out, { shown: slices.length, total })}` : "");
  }

  function drawSpot() {
    const view = model.get("spot");
    const { rows, columns } = model.get("zoom");
    const chosen = view.row !== undefined;
    mark.hidden = !chosen;
    box.hidden = !chosen || Boolean(view.problem);
    seen.style.display = view.seen ? "" : "none";
    unitNote.textContent = texts().choose_unit;
    if (!chosen) return;
    const place = (node, top, left, height, width, tall, wide) => {
      const share = (part, whole) => `${(part / whole) * 100}%`;
      Object.assign(node.style, { top: share(top, tall), left: share(left, wide), height: share(height, tall), width: share(width, wide) });
    };
    place(mark, view.row, view.column, 1, 1, rows, columns);
    const image = model.get("photo");
    if (!view.problem) place(box, view.top, view.left, view.bottom - view.top + 1, view.right - view.left + 1, image.image_height, image.image_width);
    if (view.seen) drawSeen(seen, squares, view.seen);
    const all = view.count === image.image_height * image.image_width;
    const said = view.problem || (all ? "field_all" : !view.gaps ? "field" : view.even ? "field_gaps" : "field_union");
    unitNote.textContent = `${fill(texts().unit, { ...view, value: shown(view.value) })}. ${fill(texts()[said], view)}`;
  }

  const bestState = () => ({ best: model.get("best"), progress: model.get("progress"), channel: model.get("channel"), by: model.get("by"),
    unit: model.get("unit"), total: model.get("strip").total, image: model.get("image"),
    most: model.get("layers").find((layer) => layer.name === model.get("layer"))?.searched });
  const drawBest = () => best.show(bestState());

  const drawn = (...parts) => () => {
    el.classList.remove("is-busy");
    wait.textContent = texts().waiting;
    for (const part of parts) part();
  };
  const unfollow = follow({
    texts: drawn(drawStrip, drawLayers, drawPhoto, drawSheet, drawZoom, drawSpot, drawBest),
    strip: drawn(drawStrip),
    photo: drawn(drawPhoto, drawSpot),
    sheet: drawn(drawSheet),
    zoom: drawn(drawZoom, drawSpot),
    spot: drawn(drawSpot),
    "best by progress unit channel": drawn(drawBest),
  });
  return () => {
    unfollow();
    own.stop();
  };
}

const paintPhoto = (canvas, view) => paintPicture(canvas, { ...view, values: bytesOf(view.pixels) });

/** Mark the pixels that are seen, where the box holds others too. */
function drawSeen(marks, squares, view) {
  let path = "";
  bytesOf(view.pixels).forEach((value, place) => {
    if (value) path += `M${place % view.width} ${Math.floor(place / view.width)}h1v1h-1z`;
  });
  put(marks, { viewBox: `0 0 ${view.width} ${view.height}` });
  put(squares, { d: path });
}

function kernelPicture(slice, reach, palette) {
  const canvas = make("canvas", { "aria-hidden": "true" });
  const width = slice[0].length;
  paint(canvas, slice.length, width, (place) => ladderColour(palette, 0.5 + slice[Math.floor(place / width)][place % width] / (2 * reach)));
  return canvas;
}

function kernelTable(slice, reach, palette) {
  return make("table", {}, make("tbody", {}, ...slice.map((row) => make("tr", {}, ...row.map((value) => {
    const share = 0.5 + value / (2 * reach);
    const colour = ladderColour(palette, share);
    return make("td", { style: `background: rgb(${colour.join(" ")}); color: ${inkOn(colour)}` }, value.toFixed(2).replace("-", "−"));
  })))));
}

export default { render };
