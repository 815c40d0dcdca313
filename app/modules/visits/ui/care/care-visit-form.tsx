import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  channelOf,
  FIELD_OF,
  isLateEntry,
  roomForNote,
  sectionsOf,
  withDanger,
  type CareFields,
  type CareSection,
  type FormProblem,
} from "../../domain/care-form";
import type { CareList, CareResident } from "../../domain/care-list";
import { FINDING_KINDS, MOST_TEXT, VISIT_CHANNELS, VISIT_OUTCOMES, VISIT_PURPOSES } from "../../domain/visit-log";
import classes from "./care.module.css";
import { ChoiceSet, TickSet } from "./care-choices";
import { CareDanger } from "./care-danger";
import { CareLooked } from "./care-looked";
import { NoAnswer } from "./care-no-answer";
import { CarePhotos, type KeptPhoto } from "./care-photos";
import { CareReasons, CareText } from "./care-text";
import { CareTimes } from "./care-times";
import { areaWords, problemWords, timeWords } from "./care-words";
import { dangerWordsBy } from "./danger-words";

interface CareVisitFormProps {
  readonly list: CareList;
  readonly resident: CareResident;
  readonly fields: CareFields;
  readonly plannedChannel: "home" | "phone" | null;
  /** by the city's clock, as `began` */
  readonly now: number;
  readonly began: string;
  readonly photos: readonly KeptPhoto[];
  /** told beside its field; null = nothing stands in the way, or nobody asked yet */
  readonly problem: FormProblem | null;
  readonly isPhotoUnanswered: boolean;
  readonly onAskPhoto: (isAsked: boolean) => void;
  readonly onChange: (fields: CareFields) => void;
  readonly onAddPhoto: (photo: Omit<KeptPhoto, "id">) => Promise<void>;
  readonly onDropPhoto: (id: string) => Promise<void>;
  readonly onSaveAndRingAgain: () => void;
}

/** 探访记录表: how it went first, then only what that asks for. */
export function CareVisitForm(props: CareVisitFormProps) {
  const { list, resident, fields, plannedChannel, now, began, photos, problem, onChange } = props;
  const { t, i18n } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const [isDanger, setDanger] = useState(false);
  const [isWayOpen, setWayOpen] = useState(false);
  const [isChoosing, setChoosing] = useState(fields.outcome === null);
  const after = useRef<HTMLDivElement>(null);
  const channel = channelOf(fields, plannedChannel);
  const asked = new Set<CareSection>(sectionsOf(fields.outcome, channel, fields.purpose));
  const told = (field: (typeof FIELD_OF)[FormProblem]): string | null =>
    problem && FIELD_OF[problem] === field ? problemWords(problem, t, say) : null;
  const set = (change: Partial<CareFields>) => onChange({ ...fields, ...change });
  const labelled = <T extends string>(all: readonly T[], of: string) =>
    all.map((value) => ({ value, label: say(`${of}.${value}`) }));
  const dangerWords = dangerWordsBy(t);
  const room = roomForNote(fields, dangerWords);
  const asksWay = isWayOpen || told("channel") !== null || told("purpose") !== null;
  const isShort = fields.purpose !== "check" && asked.has("purpose");
  return (
    <div style={{ display: "grid", gap: "1.25rem" }}>
      {isChoosing || fields.outcome === null ? (
        <ChoiceSet
          isFirst
          legend={t("form.outcome")}
          choices={labelled(VISIT_OUTCOMES, "outcome")}
          value={fields.outcome}
          onChoose={(outcome) => {
            set({ outcome });
            setChoosing(false);
            after.current?.focus();
          }}
          problem={told("outcome")}
        />
      ) : (
        <div className={classes.settled}>
          <b style={{ fontSize: "1.25rem" }}>
            {t("form.settled", { section: t("form.outcomeShort"), said: say(`outcome.${fields.outcome}`) })}
          </b>
          <button type="button" className={classes.choice} onClick={() => setChoosing(true)}>
            {t("form.changeOutcome")}
          </button>
        </div>
      )}
      <div ref={after} tabIndex={-1} style={{ display: "grid", gap: "1.25rem", outline: "none" }}>
        {fields.outcome === "no-answer" && !isLateEntry({ ...fields, beganAt: began }, now, list.city.timeZone) && (
          <NoAnswer resident={resident} list={list} onSaveAndRingAgain={props.onSaveAndRingAgain} />
        )}
        {asked.has("channel") && !asksWay && (
          <div className={classes.settled}>
            <b>
              {t("form.settled", {
                section: t(asked.has("purpose") ? "form.wayAndPurpose" : "form.channel"),
                said: [say(`channel.${channel}`), asked.has("purpose") && say(`purpose.${fields.purpose}`)]
                  .filter(Boolean)
                  .join(" · "),
              })}
            </b>
            <button type="button" className={classes.choice} onClick={() => setWayOpen(true)} aria-label={t("form.changeWay")}>
              {t("form.change")}
            </button>
          </div>
        )}
        {asked.has("channel") && asksWay && (
          <ChoiceSet
            legend={t("form.channel")}
            choices={labelled(VISIT_CHANNELS, "channel")}
            value={channel}
            onChoose={(value) => set({ channel: value })}
            problem={told("channel")}
          />
        )}
        {asked.has("purpose") && asksWay && (
          <ChoiceSet
            legend={t("form.purpose")}
            choices={labelled(VISIT_PURPOSES, "purpose")}
            value={fields.purpose}
            onChoose={(purpose) => set({ purpose })}
            problem={told("purpose")}
          />
        )}
        {(["condition", "home", "circumstances"] as const).map(
          (section) =>
            asked.has(section) && (
              <CareLooked
                key={section}
                {...{ section, fields, onChange }}
                problem={section === "condition" ? told("condition") : null}
              />
            ),
        )}
        {asked.has("needs") && (
          <CareText
            label={t(isShort ? `form.needsOf.${fields.purpose}` : "form.needs")}
            value={fields.needs}
            most={MOST_TEXT}
            onType={(needs) => set({ needs })}
            problem={told("needs")}
          />
        )}
        {asked.has("findings") && (
          <TickSet
            legend={t("form.findings")}
            what={t("form.findingsWhat")}
            choices={FINDING_KINDS.map((value) => ({
              value,
              label: value === "danger" ? t("form.danger") : say(`finding.${value}`),
              tone: value === "danger" ? ("danger" as const) : undefined,
            }))}
            ticked={fields.findings}
            onTick={(kind, isOn) => {
              if (kind === "danger") setDanger(true);
              else set({ findings: FINDING_KINDS.filter((each) => (each === kind ? isOn : fields.findings.includes(each))) });
            }}
          />
        )}
        {fields.dangers.length > 0 && (
          <p className={classes.problem} style={{ margin: 0 }}>
            {fields.dangers.map(dangerWords).join(" · ")}
          </p>
        )}
        {asked.has("photos") && (
          <CarePhotos
            photos={photos}
            mayShowFace={resident.consents.includes("photos")}
            mark={`${timeWords(now, i18n.language, list.city.timeZone)} ${areaWords(list, resident.areaCode, i18n.language)}`}
            isUnanswered={props.isPhotoUnanswered}
            onAsk={props.onAskPhoto}
            onAdd={props.onAddPhoto}
            onDrop={props.onDropPhoto}
          />
        )}
        {fields.outcome !== null && (
          <>
            {fields.outcome === "refused" && <CareReasons value={fields.note} most={room} onType={(note) => set({ note })} />}
            <CareText
              label={t(`form.noteOf.${noteKind(fields)}`)}
              value={fields.note}
              most={room}
              onType={(note) => set({ note })}
              problem={told("note")}
            />
            <CareTimes
              {...{ fields, onChange, now, began }}
              timeZone={list.city.timeZone}
              problem={told("began") ?? told("minutes")}
            />
          </>
        )}
      </div>
      {isDanger && (
        <CareDanger
          chosen={fields.dangers}
          onDuty={list.onDuty}
          onChoose={(sign, isThere) => onChange(withDanger(fields, sign, isThere))}
          onClose={() => setDanger(false)}
        />
      )}
    </div>
  );
}

/** What the note is asked to say depends on how it went. */
const noteKind = ({ outcome }: CareFields): string =>
  outcome === "away" || outcome === "in-hospital" || outcome === "moved" || outcome === "deceased"
    ? "register"
    : outcome === "refused" || outcome === "other"
      ? outcome
      : "any";
