import { Stack, Text, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import * as words from "../domain/resident";
import { RISK_LEVELS, type RiskLevel } from "../domain/risk-level";
import { PartButton, PartChoice, PartDay, PartForm, type PartAnswer } from "./part-form";
import { RiskBadge } from "./risk-badge";
import classes from "./file.module.css";

interface Span {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
}
export interface PartsShown {
  readonly categories: readonly (Span & { readonly category: string })[];
  readonly assessments: readonly {
    readonly id: string;
    readonly grade: number;
    readonly assessedOn: string;
    readonly expiresOn: string;
    readonly standard: string;
  }[];
  readonly overrides: readonly (Span & { readonly risk: RiskLevel; readonly reason: string; readonly saidBy: string | null })[];
  readonly consents: readonly {
    readonly id: string;
    readonly scope: string;
    readonly givenOn: string;
    readonly withdrawnOn: string | null;
    readonly givenBy: string;
    readonly how: string;
  }[];
  readonly absences: readonly (Span & { readonly kind: string })[];
  readonly changes: readonly { readonly id: string; readonly kind: string; readonly happenedOn: string }[];
  readonly stays: readonly (Span & { readonly leftReason: string })[];
}

export interface SectionsProps {
  readonly parts: PartsShown;
  readonly answer: PartAnswer | null;
  readonly mayWrite: boolean;
  readonly today: string;
}

export function FileSection({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={`surface ${classes.part}`} aria-labelledby={id} style={{ breakInside: "avoid" }}>
      <Stack p="md" gap="sm">
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {children}
      </Stack>
    </section>
  );
}

function useSpan() {
  const { t } = useTranslation("residents");
  return ({ from, to }: { readonly from: string; readonly to: string | null }) =>
    to === null ? t("file.since", { from }) : t("file.until", { from, to });
}

interface RiskSectionProps extends SectionsProps {
  readonly risk: { readonly risk: RiskLevel; readonly computed: RiskLevel; readonly isOverridden: boolean };
  readonly rules: readonly { readonly key: string; readonly source: string; readonly mark: string }[];
  readonly people: Readonly<Record<string, string>>;
}

/** Why on the register, how able, how closely watched over: and by which rule. */
export function RiskSection({ parts, answer, mayWrite, today, risk, rules, people }: RiskSectionProps) {
  const { t } = useTranslation("residents");
  const span = useSpan();
  const override = parts.overrides.find(({ from, to }) => from <= today && (to === null || today < to));
  return (
    <FileSection id="risk" title={t("file.risk")}>
      <div>
        <RiskBadge risk={risk.risk} isOverridden={risk.isOverridden} />
      </div>
      {override && (
        <Text>
          {t("file.override", {
            risk: t(`risk.${override.risk}`),
            computed: t(`risk.${risk.computed}`),
            reason: override.reason,
            who: people[override.saidBy ?? ""] ?? t("list.gone"),
            span: span(override),
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {rules.length === 0
          ? t("file.noRule")
          : t("file.byRules", {
              rules: rules.map(({ key }) => t(`rule.${key}`, { defaultValue: key })).join(t("list.comma")),
              source: rules[0]?.source,
              mark: t(`mark.${rules[0]?.mark}`),
            })}
      </Text>
      <ul className={classes.list}>
        {parts.categories.map((one) => (
          <li key={one.id}>
            {t(`category.${one.category}`)} · {span(one)}
          </li>
        ))}
        {parts.assessments.map((one, at) => (
          <li key={one.id}>
            {t("file.assessed", { grade: t(`grade.${one.grade}`), on: one.assessedOn, standard: one.standard })} ·{" "}
            {/* Only the newest asks to be made anew. */}
            {t(at === 0 && one.expiresOn <= today ? "file.expired" : "file.expires", { on: one.expiresOn })}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <>
          <PartForm intent="assess" answer={answer} summary={t("file.assess")}>
            {(typed) => (
              <>
                <PartChoice name="grade" keys={["0", "1", "2", "3", "4"]} word="grade" typed={typed("grade")} />
                <PartDay name="assessedOn" typed={typed("assessedOn")} />
                <PartDay name="expiresOn" typed={typed("expiresOn")} />
              </>
            )}
          </PartForm>
          <PartForm intent="override" answer={answer} summary={t("file.overrideRisk")}>
            {(typed) => (
              <>
                <PartChoice name="risk" keys={RISK_LEVELS} word="risk" typed={typed("risk")} />
                <TextInput
                  name="reason"
                  label={t("part.reason")}
                  defaultValue={typed("reason")}
                  maxLength={500}
                  w="18rem"
                  required
                />
                <PartDay name="to" typed={typed("to")} />
              </>
            )}
          </PartForm>
          {override && (
            <PartButton intent="end-override" part={override.id}>
              {t("file.endOverride")}
            </PartButton>
          )}
        </>
      )}
    </FileSection>
  );
}

/** Days nobody is at home, changes after which somebody comes soon, and what was consented to. */
export function DaysSection({ parts, answer, mayWrite, today }: SectionsProps) {
  const { t } = useTranslation("residents");
  const span = useSpan();
  return (
    <FileSection id="days" title={t("file.days")}>
      {parts.absences.length + parts.changes.length + parts.stays.length === 0 && <Text c="dimmed">{t("file.noDays")}</Text>}
      <ul className={classes.list}>
        {parts.absences.map((one) => (
          <li key={one.id}>
            {t(`absence.${one.kind}`)} · {span(one)}
            {mayWrite && (one.to === null || one.to > today) && (
              <PartButton intent="end-absence" part={one.id}>
                {t("file.back")}
              </PartButton>
            )}
          </li>
        ))}
        {parts.changes.map((one) => (
          <li key={one.id}>
            {t(`change.${one.kind}`)} · {one.happenedOn}
          </li>
        ))}
        {parts.stays.map((one) => (
          <li key={one.id}>
            {t("file.stay", { reason: t(`left.${one.leftReason}`) })} · {span(one)}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <>
          <PartForm intent="add-absence" answer={answer} summary={t("file.addAbsence")}>
            {(typed) => (
              <>
                <PartChoice name="kind" keys={words.ABSENCE_KINDS} word="absence" typed={typed("kind")} />
                <PartDay name="from" typed={typed("from") || today} />
                <PartDay name="to" typed={typed("to")} />
              </>
            )}
          </PartForm>
          <PartForm intent="note-change" answer={answer} summary={t("file.noteChange")}>
            {(typed) => (
              <>
                <PartChoice name="kind" keys={words.CHANGE_KINDS} word="change" typed={typed("kind")} />
                <PartDay name="on" typed={typed("on") || today} />
                <TextInput type="time" name="at" label={t("part.at")} description={t("part.atWhat")} defaultValue={typed("at")} />
              </>
            )}
          </PartForm>
        </>
      )}
    </FileSection>
  );
}
