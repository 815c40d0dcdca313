import type { TFunction } from "i18next";
import { Checkbox, Fieldset, Input, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CANDIDATE_SOURCES } from "../domain/siting-question";
import type { PremisesLeftOut } from "../domain/premises/premises-list";
import { STAGES } from "../domain/premises/premises-stage";
import type { TurnedLine } from "../domain/question-problem";
import { MoneyTyped, type Typing } from "./money-typed";
import { PickPoints } from "./pick-points";
import { PointsFile } from "./points-file";
import { groupWords } from "./page-units";
import { QuestionExtend } from "./question-extend";
import type { Choice } from "./question-sentence";
import { QuestionUpper } from "./question-upper";
import { withGiven, type Values } from "./question-values";
import classes from "./question.module.css";

export interface MoreChoices {
  readonly types: readonly Choice[];
  readonly groups: readonly string[];
  readonly walkers: readonly (Choice & { readonly speedKmh: number })[];
  readonly methods: readonly string[];
  readonly districts: readonly { readonly code: string; readonly name: string; readonly nameEn: string | null }[];
}

interface QuestionMoreProps {
  readonly values: Values;
  readonly choices: MoreChoices;
  readonly cityCode: string;
  readonly hasStages: boolean;
  /** premises that are no candidates as the question stands; null = none of them is asked for */
  readonly leftOut: PremisesLeftOut | null;
  /** lines of places whose longitude and latitude are exchanged */
  readonly turns: readonly TurnedLine[];
}

/** Rows of groups beside the sentence's own, where nobody asked about more. */
const OTHERS = 2;
const OPEN_STAGES = STAGES.filter((stage) => stage !== "operating");

/** Everything the sentence does not say: candidates, money by years, balance, other groups. */
export function QuestionMore({ values, choices, cityCode, hasStages, leftOut, turns }: QuestionMoreProps) {
  const { t, i18n } = useTranslation("siting");
  const isEnglish = i18n.language === "en";
  const named = ({ nameZh, nameEn }: Choice) => (isEnglish ? nameEn : nameZh);
  const field = (name: string, label: string, description?: string, onChange?: (event: Typing) => void) => (
    <TextInput
      {...{ name, label: t(`question.${label}`), defaultValue: values.all(name).join(", "), autoComplete: "off" }}
      {...(description ? { description: t(`question.${description}`) } : {})}
      {...(onChange ? { onChange } : {})}
      error={values.wrong(name)}
    />
  );
  const money = (name: string, label: string, description?: string) => (
    <MoneyTyped at={values.text(name)}>{(onType) => field(name, label, description, onType)}</MoneyTyped>
  );
  const unknown = (given: string) => t("question.givenUnknown", { given });
  const select = (name: string, label: string, options: readonly { readonly value: string; readonly label: string }[]) => (
    <NativeSelect
      {...{ name, label, defaultValue: values.text(name), error: values.wrong(name) }}
      data={withGiven(options, values.text(name), unknown)}
    />
  );
  const from = values.all("from");
  const others = Array.from({ length: Math.max(OTHERS, values.all("group").length - 1) }, (_, at) => at + 1);
  return (
    <div className={classes.columns}>
      <Fieldset legend={t("question.where")}>
        <Stack gap="xs">
          <input type="hidden" name="from" value="" />
          {CANDIDATE_SOURCES.filter((key) => key !== "premises" || hasStages).map((key) => (
            <Checkbox
              key={key}
              {...{ name: "from", value: key, label: t(`question.from.${key}`), defaultChecked: from.includes(key) }}
              description={key === "premises" && leftOut ? leftOutWords(leftOut, t) : undefined}
            />
          ))}
          {values.wrong("from") && <Input.Error size="sm">{values.wrong("from")}</Input.Error>}
          {hasStages && (
            <Checkbox.Group
              label={t("question.stages")}
              description={t("question.stagesWhat")}
              defaultValue={[...values.all("stage")]}
            >
              <Stack gap={4} mt={6}>
                {OPEN_STAGES.map((stage) => (
                  <Checkbox key={stage} name="stage" value={stage} label={t(`question.stage.${stage}`)} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          {values.wrong("stage") && <Input.Error size="sm">{values.wrong("stage")}</Input.Error>}
          <PickPoints {...{ cityCode, turns }} text={values.all("points").join("\n")} wrong={values.wrong("points")} />
          <PointsFile wrong={values.wrong("file")} />
          {field("must", "must", "idsWhat")}
          {field("never", "never")}
        </Stack>
      </Fieldset>
      <Stack gap="md">
        <Fieldset legend={t("question.area")}>
          <Stack gap="xs">
            {select("area", t("question.area"), [
              { value: "", label: t("question.areaAll") },
              ...choices.districts.map(({ code, name, nameEn }) => ({ value: code, label: (isEnglish && nameEn) || name })),
            ])}
            {select(
              "walker",
              t("question.walker"),
              choices.walkers.map((walker) => ({ value: walker.key, label: `${named(walker)} · ${walker.speedKmh} km/h` })),
            )}
            {select(
              "method",
              t("question.method"),
              choices.methods.map((key) => ({ value: key, label: t(`question.methods.${key}`) })),
            )}
            {/* A field of dates shows nothing that is none: what was given stands in one of text. */}
            <TextInput
              type={values.wrong("date") ? "text" : "date"}
              {...{ name: "date", label: t("question.date"), defaultValue: values.text("date"), error: values.wrong("date") }}
            />
          </Stack>
        </Fieldset>
        <Fieldset legend={t("question.existing")}>
          <Stack gap="xs">
            <Checkbox.Group
              label={t("question.also")}
              description={t("question.alsoWhat")}
              defaultValue={[...values.all("types").slice(1)]}
            >
              <Stack gap={4} mt={6}>
                {choices.types.map((type) => (
                  <Checkbox key={type.key} name="types" value={type.key} label={named(type)} />
                ))}
              </Stack>
            </Checkbox.Group>
            <Checkbox
              {...{ name: "planned", value: "yes", label: t("question.planned") }}
              defaultChecked={values.text("planned") === "yes"}
            />
            {field("off", "off", "offWhat")}
          </Stack>
        </Fieldset>
      </Stack>
      <Fieldset legend={t("question.moneyMore")}>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t("question.moneyLike")}
          </Text>
          {money("usual-build", "usualBuild", "usualWhat")}
          {money("usual-yearly", "usualYearly")}
          {money("yearly", "yearly")}
          <Textarea
            {...{ name: "years", label: t("question.years"), description: t("question.yearsWhat"), autosize: true }}
            {...{ defaultValue: values.text("years"), error: values.wrong("years") }}
          />
        </Stack>
      </Fieldset>
      <QuestionExtend {...{ field, money }} />
      <Fieldset legend={t("question.balance")}>
        <Stack gap="xs">
          {field("least", "least")}
          {field("most", "most")}
          {field("spacing", "spacing")}
          {field("capacity", "capacity")}
          {select("needs", t("question.needs"), [
            { value: "", label: t("question.needsNone") },
            ...choices.types.map((type) => ({ value: type.key, label: named(type) })),
          ])}
          {field("needs-metres", "needsMetres")}
          {field("seconds", "seconds", "secondsWhat")}
        </Stack>
      </Fieldset>
      <QuestionUpper {...{ values, named, field, money }} types={choices.types} />
      <Fieldset legend={t("question.mix")}>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t("question.mixWhat")}
          </Text>
          {others.map((row) => (
            <div key={row} style={{ display: "flex", gap: "0.5rem", alignItems: "end" }}>
              {row === 1 && <input type="hidden" name="weight" value={values.all("weight")[0] ?? "1"} />}
              {row === 1 && <input type="hidden" name="within" value={values.all("within")[0] ?? ""} />}
              <NativeSelect
                {...{
                  name: "group",
                  label: t("question.s.group"),
                  defaultValue: values.all("group")[row] ?? "",
                  style: { flex: 2 },
                }}
                data={withGiven(
                  [
                    { value: "", label: t("question.mixNone") },
                    ...choices.groups.map((key) => ({ value: key, label: groupWords(key, t) })),
                  ],
                  values.all("group")[row] ?? "",
                  unknown,
                )}
              />
              <TextInput
                {...{
                  name: "weight",
                  label: t("question.weight"),
                  defaultValue: values.all("weight")[row] ?? "",
                  style: { flex: 1 },
                }}
                error={values.wrong("weight")}
              />
              <TextInput
                {...{
                  name: "within",
                  label: t("question.own"),
                  defaultValue: values.all("within")[row] ?? "",
                  style: { flex: 1 },
                }}
                error={values.wrong("within")}
              />
            </div>
          ))}
        </Stack>
      </Fieldset>
    </div>
  );
}

/** Which of the list do not take part, and what to do about it. */
const leftOutWords = ({ unplaced, unfit }: PremisesLeftOut, t: TFunction<"siting">): string =>
  [unfit > 0 ? t("question.unfit", { count: unfit }) : "", unplaced > 0 ? t("question.unplaced", { count: unplaced }) : ""].join(
    "",
  );
