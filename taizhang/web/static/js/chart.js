// Draws an ECharts option in our colours, light or dark, and redraws when the appearance changes.
let library = null;

const load = (address) => {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
};

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--tz-${name}`).trim();

// The order in which series take colours: ink first, red only where a page asks for it by name.
const palette = () => ["bar", "amber-fill", "green", "blue", "gold", "muted"].map(token);

const axis = () => ({
  axisLine: { lineStyle: { color: token("line") } },
  axisTick: { show: false },
  axisLabel: { color: token("muted"), fontSize: 12 },
  splitLine: { lineStyle: { color: token("line") } },
  nameTextStyle: { color: token("muted") },
});

const theme = () => ({
  color: palette(),
  backgroundColor: "transparent",
  textStyle: { fontFamily: token("font"), color: token("ink") },
  title: { textStyle: { color: token("ink") } },
  legend: { textStyle: { color: token("muted") }, icon: "roundRect", itemWidth: 14, itemHeight: 8 },
  tooltip: {
    backgroundColor: token("card"),
    borderColor: token("line"),
    textStyle: { color: token("ink"), fontSize: 13 },
    confine: true,
  },
  categoryAxis: axis(),
  valueAxis: axis(),
  timeAxis: axis(),
  line: { symbolSize: 7, lineStyle: { width: 2.5 } },
  bar: { barMaxWidth: 22, itemStyle: { borderRadius: [3, 3, 0, 0] } },
  visualMap: { textStyle: { color: token("muted") }, inRange: { color: [token("bar-rest"), token("bar")] } },
  geo: { itemStyle: { areaColor: token("bar-rest"), borderColor: token("card") }, label: { color: token("ink") } },
});

// "@red" and its like in an option name one of our tokens.
const coloured = (value) => {
  if (typeof value === "string") return value.startsWith("@") ? token(value.slice(1)) : value;
  if (Array.isArray(value)) return value.map(coloured);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v)]));
  return value;
};

export async function enhance(figure) {
  const echarts = await load(figure.dataset.library);
  const source = JSON.parse(figure.querySelector("script").textContent);
  const canvas = figure.querySelector(".tz-chart-canvas");
  if (figure.dataset.map) {
    const shapes = await (await fetch(figure.dataset.mapUrl)).json();
    echarts.registerMap(figure.dataset.map, shapes);
  }
  canvas.hidden = false;
  figure.querySelector(".tz-chart-table")?.removeAttribute("open");
  let drawing = null;
  const draw = () => {
    drawing?.dispose();
    drawing = echarts.init(canvas, theme(), { renderer: "svg" });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    drawing.setOption({ animation: !still, animationDuration: 300, ...coloured(source) });
    drawing.on("click", (event) => {
      const address = event.data?.url;
      if (address) location.assign(address);
    });
  };
  draw();
  new ResizeObserver(() => drawing?.resize()).observe(canvas);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  addEventListener("beforeprint", () => drawing?.resize());
}
