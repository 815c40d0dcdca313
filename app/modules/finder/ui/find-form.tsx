import { Form } from "@remix-run/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CARE_PATTERNS } from "~/modules/catalog/domain/facility";
import type { PlaceSaid } from "../domain/place-choice";
import {
  MINUTES_OFFERED,
  monthsOffered,
  NEEDS,
  OPEN_DAYS,
  PAPERS,
  type NeedProblem,
  type Offered,
  type ReadNeed,
} from "../domain/need";
import type { GeoPoint } from "~/shared/geo-point";
import { ClientOnly } from "~/ui/layout/client-only";
import { FindSubsidy, type ShownPays } from "./find-subsidy";
import { FindHere, FindHereRoom } from "./find-here";
import { FindPlaceInput } from "./find-place-input";
import { problemId } from "./find-problems";
import classes from "./find.module.css";
import { FoldTitle } from "./fold-title";
import { monthName } from "./month-name";

interface FindFormProps {
  readonly offered: Offered;
  readonly asked: ReadNeed;
  readonly pays: ShownPays;
  readonly home: PlaceSaid;
  readonly other: PlaceSaid;
  readonly cityCode: string;
  /** the device has said where it is, because somebody asked it to */
  readonly onHere: (at: GeoPoint) => void;
}

/** Where, what and for whom in one line; conditions below. A form of plain fields: without scripts it asks the same. */
export function FindForm({
  offered,
  asked: { need, problems, isOwnWalker },
  pays,
  home,
  other,
  cityCode,
  onHere,
}: FindFormProps) {
  const { t, i18n } = useTranslation("finder");
  const nameOf = (entry: { nameZh: string; nameEn: string }) => (i18n.language === "en" ? entry.nameEn : entry.nameZh);
  const [chosen, choose] = useState(need.type);
  const type = offered.types.find(({ key }) => key === chosen) ?? offered.types[0]!;
  const usualWalker = offered.walkers.find(({ key }) => key === type.walkerKey);
  const { wishes } = need;
  const given = (field: string) => problems.find((problem) => problem.field === field)?.given;
  const refused = (field: NeedProblem["field"]) =>
    given(field) === undefined ? {} : { "aria-invalid": true, "aria-describedby": problemId(field) };
  const isOther = other.words !== "" || other.at !== null;
  const isWished =
    ["price", "time", "walker", "minutes", "start"].some((field) => given(field) !== undefined) ||
    wishes.pattern !== null ||
    wishes.openOn !== null ||
    wishes.openAt !== null ||
    wishes.papers.length + wishes.needs.length > 0 ||
    wishes.inspected ||
    wishes.mostYuan !== null;
  const born = given("born");
  const walker = isOwnWalker ? offered.walkers.find(({ key }) => key === need.walker) : usualWalker;
  // What is folded away and yet decides: said where it is closed.
  const usually = [
    t("search.minutesOf", { minutes: need.minutes }),
    ...(walker ? [nameOf(walker)] : []),
    ...(type.countsPlaces ? [monthName(need.start, i18n.language)] : []),
  ];
  const price = { month: t("search.price"), meal: t("search.priceMeal"), hour: t("search.priceHour"), day: t("search.price") }[
    type.unit
  ];
  return (
    <Form
      action="/find#found"
      noValidate
      role="search"
      aria-label={t("search.title")}
      className={classes.form}
      preventScrollReset
    >
      <input type="hidden" name="city" value={cityCode} />
      <div className={classes.line}>
        <FindPlaceInput field={0} said={home} label={t("search.where")} hint={t("search.whereHint")}>
          <ClientOnly fallback={<FindHereRoom />}>{() => <FindHere onFound={onHere} />}</ClientOnly>
        </FindPlaceInput>
        <label className={classes.field}>
          <span>{t("search.what")}</span>
          <select name="need" defaultValue={need.type} onChange={(event) => choose(event.currentTarget.value)}>
            {offered.types.map((one) => (
              <option key={one.key} value={one.key}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </label>
        {type.isOfInfants && (
          <label className={classes.field}>
            <span>{t("search.born")}</span>
            <input
              name="born"
              type={born === undefined ? "date" : "text"}
              defaultValue={born ?? need.born ?? ""}
              max={`${Number(offered.today.slice(0, 4)) + 1}${offered.today.slice(4)}`}
              {...refused("born")}
            />
          </label>
        )}
        <button type="submit" className={classes.go}>
          {t("search.go")}
        </button>
      </div>
      <div className={`${classes.chips} ${classes.strip}`}>
        {type.countsPlaces && <Chip name="free" isOn={wishes.free} label={t("search.free")} />}
        {type.isOfInfants && <Chip name="inclusive" isOn={wishes.inclusive} label={t("search.inclusive")} />}
      </div>
      <div className={classes.folds}>
        <details className={classes.fold} open={isOther}>
          <FoldTitle title={t("search.other")} within={[t("search.otherSuch")]} list="" />
          <FindPlaceInput field={1} said={other} label={t("search.otherWhere")} hint={t("search.otherHint")} />
        </details>
        <details className={classes.fold} open={isWished}>
          <FoldTitle title={t("search.filters")} within={usually} list=" · " />
          <div className={classes.chips}>
            <Choice name="minutes" label={isOther ? t("search.extra") : t("search.minutes")} value={String(need.minutes)}>
              {MINUTES_OFFERED.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {t("search.minutesOf", { minutes })}
                </option>
              ))}
            </Choice>
            <Choice name="walker" label={t("search.walker")} value={isOwnWalker ? need.walker : ""}>
              <option value="">{t("search.walkerUsual", { walker: usualWalker ? nameOf(usualWalker) : "" })}</option>
              {offered.walkers.map((walker) => (
                <option key={walker.key} value={walker.key}>
                  {nameOf(walker)}
                </option>
              ))}
            </Choice>
            {type.countsPlaces && (
              <Choice name="start" label={t("search.start")} value={need.start}>
                {monthsOffered(offered.today).map((month) => (
                  <option key={month} value={month}>
                    {monthName(month, i18n.language)}
                  </option>
                ))}
              </Choice>
            )}
            <label className={classes.choice}>
              <span>{price}</span>
              <input
                name="price"
                inputMode="numeric"
                size={6}
                defaultValue={given("price") ?? wishes.mostYuan ?? ""}
                {...refused("price")}
              />
            </label>
            {type.isOfInfants && (
              <Choice name="pattern" label={t("search.pattern")} value={wishes.pattern ?? ""}>
                <option value="">{t("search.patternAny")}</option>
                {CARE_PATTERNS.map((pattern) => (
                  <option key={pattern} value={pattern}>
                    {t(`search.careKind.${pattern}`)}
                  </option>
                ))}
              </Choice>
            )}
            <Choice name="open" label={t("search.open")} value={wishes.openOn ?? ""}>
              <option value="">{t("search.openAny")}</option>
              {OPEN_DAYS.map((day) => (
                <option key={day} value={day}>
                  {t(`search.openDay.${day}`)}
                </option>
              ))}
            </Choice>
            <label className={classes.choice}>
              <span>{t("search.time")}</span>
              <input
                name="time"
                type={given("time") === undefined ? "time" : "text"}
                size={6}
                defaultValue={given("time") ?? wishes.openAt ?? ""}
                {...refused("time")}
              />
            </label>
            {PAPERS.map((paper) => (
              <Chip
                key={paper}
                name="papers"
                value={paper}
                isOn={wishes.papers.includes(paper)}
                label={t(`search.paper.${paper}`)}
              />
            ))}
            <Chip name="inspected" isOn={wishes.inspected} label={t("search.inspected")} />
            {NEEDS.map((one) => (
              <Chip key={one} name="needs" value={one} isOn={wishes.needs.includes(one)} label={t(`search.need.${one}`)} />
            ))}
          </div>
        </details>
        <FindSubsidy type={type} pays={pays} refusedAge={given("age")} />
      </div>
    </Form>
  );
}

function Chip({
  name,
  value = "1",
  isOn,
  label,
}: {
  readonly name: string;
  readonly value?: string;
  readonly isOn: boolean;
  readonly label: string;
}) {
  return (
    <label className={classes.chip}>
      <input type="checkbox" name={name} value={value} defaultChecked={isOn} />
      <span>{label}</span>
    </label>
  );
}

function Choice({
  name,
  label,
  value,
  children,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly children: ReactNode;
}) {
  return (
    <label className={classes.choice}>
      <span>{label}</span>
      <select name={name} defaultValue={value}>
        {children}
      </select>
    </label>
  );
}
