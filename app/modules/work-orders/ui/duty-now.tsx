import { Alert, Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";

/** What everybody may know of a duty: of which office, and its number; nobody's name. */
export interface DutyShown {
  /** null = nobody is on duty there at this moment, or above */
  readonly area: { readonly name: string; readonly nameEn: string } | null;
  readonly phone: string | null;
}

/** «现在值班：经八路街道»: who answers at this moment, or whom to ring because nobody does. */
export function DutyNow({ duty: { area, phone } }: { readonly duty: DutyShown }) {
  const { t, i18n } = useTranslation("work-orders");
  const dial = phone && (
    <Anchor href={dialLink(phone)} fw={700}>
      {phone}
    </Anchor>
  );
  if (!area)
    return (
      <Alert color="orange" role="status" title={t("dutyNow.nobody")} styles={{ title: { color: "var(--mantine-color-text)" } }}>
        <Text>
          {t("dutyNow.ringNumbers")} {dial && t("dutyNow.orOffice")} {dial}
        </Text>
      </Alert>
    );
  return (
    <Text role="status">
      {t(dial ? "dutyNow.here" : "dutyNow.hereNoPhone", { area: i18n.language === "en" ? area.nameEn : area.name })} {dial}
    </Text>
  );
}
