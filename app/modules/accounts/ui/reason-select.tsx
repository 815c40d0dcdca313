import { NativeSelect, type NativeSelectProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { OPENING_REASONS } from "../domain/sensitive-field";

/** Why something personal is opened: one of a short list, none chosen for whoever asks. */
export function ReasonSelect(said: Omit<NativeSelectProps, "name" | "data">) {
  const { t } = useTranslation("accounts");
  return (
    <NativeSelect
      label={t("sensitive.reason")}
      {...said}
      name="reason"
      data={[
        { value: "", label: t("sensitive.choose") },
        ...OPENING_REASONS.map((reason) => ({ value: reason, label: t(`sensitive.reasons.${reason}`) })),
      ]}
    />
  );
}
