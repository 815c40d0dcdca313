const anywhere = { areaClass: "any", serviceType: "any", level: "any" } as const;
const checking = (key: string, value: number, unit: string, source: string) => ({
  ...anywhere,
  key,
  value,
  unit,
  source,
  mark: "?" as const,
});
const CHECKED = "我们的假设，由核对探访的人核实 / our assumption, for whoever checks visits to confirm";

/** From where on a visit is worth a look, and how many are rung about. */
export const OF_CHECKS = [
  checking(
    "check-home-metres",
    300,
    "metres",
    "手机定位在楼群里常偏一两百米；住址定位以楼栋计，待核实 / phones are often off by a hundred metres or two between buildings; to be confirmed",
  ),
  checking(
    "check-position-minutes",
    30,
    "minutes",
    "定位与探访起止相差超过此时不作比较，由核对探访的人核实 / a position taken longer before or after the visit is not compared; for whoever checks visits to confirm",
  ),
  checking("check-clock-minutes", 10, "minutes", CHECKED),
  checking(
    "check-foot-kmh",
    8,
    "km/h",
    "快走、小跑的上限，按直线距离计，待核实 / the fastest walk or trot, in a straight line; to be confirmed",
  ),
  checking(
    "check-e-bike-kmh",
    30,
    "km/h",
    "电动自行车限速25 km/h，另留余量，按直线距离计，待核实 / an e-bike may go 25 km/h, and some more; in a straight line; to be confirmed",
  ),
  checking(
    "check-bus-kmh",
    60,
    "km/h",
    "城市公交、地铁的上限，按直线距离计，待核实 / the fastest bus or metro in a city, in a straight line; to be confirmed",
  ),
  checking(
    "check-travel-slack-minutes",
    3,
    "minutes",
    "起止时间多填整数，留出余量，待核实 / times are said in round numbers; to be confirmed",
  ),
  checking(
    "check-same-place-metres",
    50,
    "metres",
    "同一楼栋、同一院落算一处，待核实 / one building or courtyard is one place; to be confirmed",
  ),
  checking("check-overlap-minutes", 2, "minutes", CHECKED),
  checking(
    "check-photo-bits",
    6,
    "bits of 64",
    "感知哈希（dHash，64位）相差不超过6位多为同一画面，待核实 / dHash of 64 bits: pictures that differ in six or fewer are mostly the same scene; to be confirmed",
  ),
  checking("check-photo-days", 92, "days", CHECKED),
  checking(
    "check-floor-minutes",
    5,
    "minutes",
    "没有规则规定时长时按此计，待核实 / where no rule says how long; to be confirmed",
  ),
  checking("check-batch-visits", 5, "visits", CHECKED),
  checking("check-batch-minutes", 10, "minutes", CHECKED),
  checking("check-late-minute", 1320, "minute of the day", CHECKED),
  checking("check-early-minute", 360, "minute of the day", CHECKED),
  checking(
    "check-late-days",
    3,
    "days",
    "迟报三日及以上在报表中注明，待核实 / three days or more are said in the report; to be confirmed",
  ),
  checking(
    "check-rate-visits",
    20,
    "visits",
    "不足20次的比率由偶然决定，只列次数，待核实 / a share of fewer than twenty is mostly chance: counts only; to be confirmed",
  ),
  checking("callback-share", 0.05, "ratio", "电话回访抽查比例，待核实 / share of visits that are rung about; to be confirmed"),
  checking(
    "callback-most",
    60,
    "calls",
    "一人两三天能打完的量，待核实 / what one person can ring in two or three days; to be confirmed",
  ),
];
