// The images of one cell, the surest or the least sure first; one of them large, with what the network thought of most.

import { bytesOf, button, chooser, floatsOf, heading, make, put, status } from "../frame/parts.js";
import { paintPicture } from "../frame/paint.js";

const MOST_TILES = 60;
const percent = (share) => (share * 100).toFixed(share >= 0.99 && share < 1 ? 1 : 0);

/** The pictures that came along: numbers of the images, their pixels, and the five classes thought of most. */
export function opened(album) {
  const numbers = new Int32Array(bytesOf(album.numbers).slice().buffer);
  const [pixels, best, chances] = [bytesOf(album.pixels), bytesOf(album.best), floatsOf(album.chances)];
  const size = album.height * album.width * album.channels;
  return {
    numbers,
    pictured: size > 0,
    paint(canvas, place) {
      paintPicture(canvas, { ...album, values: pixels.subarray(place * size, (place + 1) * size) });
    },
    thoughts: (place) => Array.from({ length: album.places }, (_, rank) => ({
      number: best[place * album.places + rank], chance: chances[place * album.places + rank] })),
  };
}

/** Gives { node, show(view) }. `act({ image })`, `act({ order })` and `act({ cell })` say what was chosen. */
export function pictures(act) {
  const title = status();
  title.className = "heading";
  const count = make("p", { class: "note" });
  const order = chooser((value) => act({ order: value }));
  const all = button(() => act({ cell: [], image: -1 }));
  const tiles = chooser((value) => act({ image: Number(value) }), { kind: "tiles" });
  const large = make("canvas", { role: "img" });
  const facts = make("p", { class: "facts" });
  const barsHead = heading();
  const bars = make("div", { class: "bars" });
  const detail = make("div", { class: "detail" }, large, make("div", {}, facts, barsHead, bars));
  const node = make("div", { class: "pictures" },
    make("div", { class: "petals-row" }, make("div", { class: "said" }, title, count), order.node, all),
    make("div", { class: "shelf" }, tiles.node, detail));
  const canvases = new Map();
  let shelf = "";

  function canvasOf(view, place) {
    if (!canvases.has(place)) {
      const canvas = make("canvas", { "aria-hidden": "true" });
      view.album.paint(canvas, place);
      canvases.set(place, canvas);
    }
    return canvases.get(place);
  }

  function showTiles(view, list, chosen) {
    const { texts, say, nameOf, album } = view;
    const key = JSON.stringify([list, texts.predicted, list.map((one) => [one.guess, one.sure])]);
    if (key === shelf) return tiles.mark(chosen.image);
    shelf = key;
    return tiles.show({
      name: texts.images,
      value: chosen.image,
      options: list.map((one) => [one.image,
        ...(album.pictured ? [canvasOf(view, one.place)] : [make("small", {}, `#${one.image}`)]),
        make("span", { class: one.right ? "is-right" : one.guess < 0 ? "" : "is-wrong" },
          `${one.guess < 0 ? "?" : one.right ? "✓" : "✗"} ${nameOf(one.guess < 0 ? one.best : one.guess)}`),
        make("span", {}, `${percent(one.sure)} %`)]),
      label: (image) => {
        const one = list.find((other) => other.image === image);
        return say("tile", { image, true: nameOf(one.label), predicted: nameOf(one.guess), chance: percent(one.sure) });
      },
    });
  }

  function showDetail(view, one) {
    const { texts, say, nameOf, album } = view;
    large.hidden = !album.pictured;
    if (album.pictured) album.paint(large, one.place);
    put(large, { "aria-label": say("image", { image: one.image }) });
    const verdict = one.guess < 0 ? "?" : one.right ? "✓" : "✗";
    facts.replaceChildren(
      make("strong", { class: one.right ? "is-right" : one.guess < 0 ? "" : "is-wrong" }, `${verdict} ${say("image", { image: one.image })}`),
      make("span", {}, `${texts.true}: `, make("b", {}, nameOf(one.label))),
      make("span", {}, `${texts.predicted}: `, make("b", {}, nameOf(one.guess))));
    barsHead.textContent = texts.thoughts;
    bars.replaceChildren(...album.thoughts(one.place).flatMap(({ number, chance }) => {
      const kind = number === one.label ? "is-true" : "";
      return [
        make("span", { class: `name ${kind}`, title: nameOf(number) }, `${nameOf(number)}${number === one.label ? " ✓" : ""}`),
        make("span", { class: "bar" }, make("i", { class: kind, style: `width: ${Math.max(0, Math.min(1, chance)) * 100}%` })),
        make("span", { class: "value" }, `${(chance * 100).toFixed(1)} %`)];
    }));
  }

  return {
    node,
    show(view) {
      const { texts, say, cell, nameOf, list } = view;
      const kept = list.slice(0, MOST_TILES);
      title.textContent = cell.length
        ? say(cell[0] === cell[1] ? "cell_right" : "cell_wrong", { true: nameOf(cell[0]), predicted: nameOf(cell[1]) }) : texts.mistakes;
      const shares = cell.length ? ` · ${say("of_class", { share: (view.share * 100).toFixed(1), name: nameOf(cell[0]) })}` : "";
      count.textContent = `${say("count", { count: view.total.toLocaleString("en") })}${shares}`
        + (kept.length < list.length ? ` · ${say("shown", { shown: kept.length })}` : "")
        + (list.length < view.total ? ` · ${say("carried", { carried: list.length })}` : "") + (view.small && kept.length ? ` · ${view.small}` : "");
      order.show({ name: texts.order, options: [["most_sure", texts.most_sure], ["least_sure", texts.least_sure]], value: view.order });
      all.textContent = texts.all_mistakes;
      all.disabled = !cell.length;
      detail.hidden = !kept.length;
      node.classList.toggle("is-plain", !view.album.pictured);
      const chosen = kept.find((one) => one.image === view.image) ?? kept[0] ?? { image: -1 };
      showTiles(view, kept, chosen);
      if (kept.length) showDetail(view, chosen);
    },
  };
}
