import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { WhatIfQuestion } from "../domain/what-if-question";
import { areaName, countText, groupText } from "./figure-text";
import type { WhatIfState } from "./what-if-session";
import classes from "./what-if.module.css";

/** Listed at most: what is drawn anew with every frame stays small. */
const LISTED = 40;

interface WhatIfReachedProps {
  readonly page: Pick<WhatIfQuestion, "query" | "method" | "boundMinutes">;
  readonly state: WhatIfState;
}

/** The same answer as words: people of each group, and the communities reached, the nearest first. */
export function WhatIfReached({ page: { query, method, boundMinutes }, state: { file, answered } }: WhatIfReachedProps) {
  const { t, i18n } = useTranslation("coverage");
  const answer = answered?.answer;
  if (!file || !answer || answer.unsnapped) return null;
  const minutes = (metres: number) => Math.max(1, Math.round((metres * 60) / (method.speedKmh * 1_000)));
  const count = (people: number | undefined) => countText(people ?? 0, i18n.language);
  const fresh = answer.reached.filter(({ isNew }) => isNew).length;
  return (
    <>
      {file.groups.length > 0 && (
        <section className="surface" style={{ padding: "0.75rem 1rem" }}>
          <Title order={2} size="h5" mb={6}>
            {t("whatIf.groups")}
          </Title>
          <table className={classes.groups} aria-label={t("whatIf.scroll")} data-testid="groups">
            <thead>
              <tr>
                <th scope="col">{t("whatIf.group")}</th>
                <th scope="col">{t("whatIf.groupNewly")}</th>
                <th scope="col">{t("whatIf.groupInside")}</th>
              </tr>
            </thead>
            <tbody>
              {file.groups.map((group, i) => (
                <tr key={group} data-asked={group === query.group} data-group={group}>
                  <th scope="row">{groupText(group, t)}</th>
                  <td>{count(answer.newly[i])}</td>
                  <td>{count(answer.inside[i])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section className="surface" style={{ padding: "0.75rem 1rem" }} data-testid="reached">
        <Title order={2} size="h5">
          {t("whatIf.reached", { count: answer.reached.length })}
        </Title>
        <Text size="sm" c="dimmed" mb={6}>
          {answer.reached.length > 0 ? t("whatIf.reachedNew", { count: fresh }) : t("whatIf.reachedNone")}
        </Text>
        <ol className={classes.reached} tabIndex={0} aria-label={t("whatIf.reached", { count: answer.reached.length })}>
          {answer.reached.slice(0, LISTED).map(({ row, metres, isNew }) => (
            <li key={file.code[row]} data-new={isNew}>
              <span>
                <Text span fw={600}>
                  {areaName(i18n.language, { name: file.name[row]!, nameEn: file.nameEn[row] })}
                </Text>{" "}
                <Text span size="sm" c="dimmed">
                  {file.inName[row]}
                </Text>
              </span>
              <span className={classes.mark} data-new={isNew}>
                {isNew ? t("whatIf.isNew") : t("whatIf.isOld")}
              </span>
              <Text size="sm">
                {t("whatIf.minutes", { minutes: minutes(metres) })} · {todayText(file.today[row] ?? null)}
              </Text>
            </li>
          ))}
        </ol>
        {answer.reached.length > LISTED && <Text size="sm">{t("whatIf.more", { count: answer.reached.length - LISTED })}</Text>}
        {file.unmeasured > 0 && (
          <Text size="sm" c="dimmed" mt={6}>
            {t("whatIf.unmeasured", { count: file.unmeasured })}
          </Text>
        )}
      </section>
    </>
  );

  function todayText(metres: number | null): string {
    return metres === null
      ? t("whatIf.todayNone", { minutes: Math.round(boundMinutes) })
      : t("whatIf.today", { minutes: minutes(metres) });
  }
}
