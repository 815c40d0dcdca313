const ASSUMED = "我们的假设，由本机构核实 / our assumption, for this office to confirm";
const saying = (key: string, value: number, unit: string, source: string) => ({
  ...{ areaClass: "any", serviceType: "any", level: "any" },
  ...{ key, value, unit, source, mark: "?" as const },
});

/** How long an operator's word is fresh, when it is reminded, and whether its edits wait for somebody to approve them. */
export const OF_VACANCIES = [
  saying(
    "vacancy-fresh-days",
    30,
    "days",
    "我们的假设：机构每月确认一次余位，由本机构核实 / our assumption, confirmed once a month; for this office to confirm",
  ),
  saying("vacancy-nudge-first-days", 14, "days", ASSUMED),
  saying("vacancy-nudge-second-days", 25, "days", ASSUMED),
  saying("vacancy-nudge-last-days", 30, "days", ASSUMED),
  saying(
    "operator-edit-approval",
    1,
    "1 = yes, 0 = no",
    "我们的假设：机构的修改先审核后发布，由本机构核实 / our assumption: operators’ edits are published after approval; for this office to confirm",
  ),
];
