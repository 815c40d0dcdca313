import { Button, Text, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";
import { LEFT_REASONS } from "../domain/resident";
import { EXIT_MISTAKES } from "../domain/resident-life";
import { FileSection } from "./file-sections";
import { ResembledFiles, type ResembledShown } from "./resident-fields";
import { PartButton, PartChoice, PartDay, PartForm, type PartAnswer } from "./part-form";

interface LifeSectionProps {
  readonly resident: {
    readonly id: string;
    readonly state: string;
    readonly registeredOn: string | null;
    readonly leftOn: string | null;
    readonly leftReason: string | null;
    readonly mergedInto: string | null;
    readonly keyCareSince: string | null;
  };
  readonly merges: readonly {
    readonly id: string;
    readonly keptId: string;
    readonly leftId: string;
    readonly leftNumber: string;
  }[];
  readonly resembles: readonly ResembledShown[];
  readonly answer: PartAnswer | null;
  readonly today: string;
}

const LEAVING = LEFT_REASONS.filter((reason) => reason !== "same-person");

/** How the file goes on: approved or declined, on the key-care list or not, left, back, merged, parted. */
export function LifeSection({ resident, merges, resembles, answer, today }: LifeSectionProps) {
  const { t } = useTranslation("residents");
  const { state, leftReason, mergedInto, keyCareSince } = resident;
  const mayReturn = state === "left" && leftReason !== "deceased" && leftReason !== "same-person";
  const refusal = answer && ["approve", "decline", "key-care", "undo-merge"].includes(answer.intent) ? answer.refusal : null;
  return (
    <FileSection id="life" title={t("file.life")}>
      <RefusalText>{refusal && t(`refusal.${refusal.kind}`)}</RefusalText>
      {mergedInto && (
        <Text>
          <Link to={`/visits/residents/${mergedInto}`}>{t("file.mergedInto")}</Link>
        </Text>
      )}
      {(state === "proposed" || state === "declined") && (
        <div>
          <Form method="post" className="no-print">
            {resembles.length > 0 && <ResembledFiles files={resembles} />}
            <Button type="submit" name="intent" value="approve" variant="subtle" size="compact-sm">
              {t("file.approve")}
            </Button>
          </Form>
          {state === "proposed" && (
            <PartButton intent="decline" part={resident.id}>
              {t("file.decline")}
            </PartButton>
          )}
        </div>
      )}
      {state === "registered" && (
        <>
          <div>
            {keyCareSince && t("list.keyCare", { day: keyCareSince })}
            <PartButton intent="key-care" part={resident.id} on={keyCareSince ? "no" : "yes"}>
              {t(keyCareSince ? "file.offKeyCare" : "file.onKeyCare")}
            </PartButton>
          </div>
          <PartForm intent="leave" answer={answer} summary={t("file.leave")}>
            {(typed) => (
              <>
                <PartChoice name="reason" keys={LEAVING} word="left" typed={typed("reason")} />
                <PartDay name="on" typed={typed("on") || today} />
              </>
            )}
          </PartForm>
          <PartForm intent="merge" answer={answer} summary={t("file.merge")} submit={t("file.mergeNow")}>
            {(typed) => (
              <TextInput
                name="number"
                label={t("part.number")}
                description={t("file.mergeWhat")}
                defaultValue={typed("number")}
                required
              />
            )}
          </PartForm>
        </>
      )}
      {mayReturn && (
        <PartForm intent="return" answer={answer} summary={t("file.return")}>
          {(typed) => <PartDay name="on" typed={typed("on") || today} />}
        </PartForm>
      )}
      {state === "left" && leftReason !== "same-person" && (
        <PartForm intent="correct-exit" answer={answer} summary={t("file.correctExit")} submit={t("file.correctExitNow")}>
          {(typed) => (
            <>
              <Text size="sm">{t("file.correctExitWhat")}</Text>
              <PartChoice name="mistake" keys={EXIT_MISTAKES} word="left.mistake" typed={typed("mistake")} />
            </>
          )}
        </PartForm>
      )}
      {merges.map((merge) => (
        <div key={merge.id}>
          {t("file.merged", { number: merge.leftNumber })}
          <PartButton intent="undo-merge" part={merge.id}>
            {t("file.undoMerge")}
          </PartButton>
        </div>
      ))}
    </FileSection>
  );
}
