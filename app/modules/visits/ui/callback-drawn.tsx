import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CallbackResult } from "../domain/callback-result";
import { CALLBACK_ANSWERS } from "../domain/callback-sample";

interface Props {
  readonly sample: {
    readonly asOf: string;
    readonly size: number;
    readonly population: number;
    readonly populationHash: string;
    readonly seed: number;
    readonly drawnBy: string | null;
    readonly drawnAt: string;
  };
  readonly result: CallbackResult;
  readonly people: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

/** What came of the calls, and everything somebody needs to draw the same visits again. */
export function CallbackDrawn({ sample, result, people, timeZone }: Props) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone,
  });
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const { counts, confirmed, drawn, notRung } = result;
  return (
    <section className="surface" style={{ padding: "1rem" }} aria-label={t("callback.result")}>
      <Text fw={650}>
        {confirmed
          ? t("callback.confirmed", {
              ...{ yes: confirmed.yes, asked: confirmed.asked, share: percent(confirmed.yes / confirmed.asked) },
              ...{ low: percent(confirmed.interval.low), high: percent(confirmed.interval.high) },
            })
          : t("callback.nobodyTold")}
      </Text>
      <Text size="sm">
        {[
          t("callback.drawnCount", { drawn }),
          ...CALLBACK_ANSWERS.map((answer) => `${t(`callback.answer.${answer}`)} ${counts[answer]}`),
          `${t("callback.notRung")} ${notRung}`,
        ].join(" · ")}
      </Text>
      <Text size="sm" c="dimmed" mt={4}>
        {t("callback.wilson")}
      </Text>
      <details style={{ marginTop: "0.5rem" }}>
        <summary style={{ minHeight: 28, cursor: "pointer" }}>{t("callback.redraw")}</summary>
        <Table layout="fixed" styles={{ th: { width: "11em", verticalAlign: "top" }, td: { overflowWrap: "anywhere" } }}>
          <Table.Tbody>
            {(
              [
                ["population", String(sample.population)],
                ["asOf", time.format(new Date(sample.asOf))],
                ["hash", sample.populationHash],
                ["seed", String(sample.seed)],
                ["size", String(sample.size)],
                [
                  "drawnBy",
                  `${sample.drawnBy ? (people[sample.drawnBy] ?? t("due.somebody")) : t("due.somebody")} · ${time.format(new Date(sample.drawnAt))}`,
                ],
              ] as const
            ).map(([key, text]) => (
              <Table.Tr key={key}>
                <Table.Th scope="row">{t(`callback.of.${key}`)}</Table.Th>
                <Table.Td>{text}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="sm">{t("callback.redrawHow")}</Text>
      </details>
    </section>
  );
}
