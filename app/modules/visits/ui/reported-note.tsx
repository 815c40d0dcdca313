import { Anchor, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { verifiedAt, type ReportedAway } from "../domain/reported-away";

interface ReportedNoteProps {
  readonly reported: ReportedAway;
  readonly residentId: string;
}

/** What a visit told and the file does not say yet, and the step of the file that settles it. */
export function ReportedNote({ reported, residentId }: ReportedNoteProps) {
  const { t } = useTranslation("visits");
  return (
    <Text size="sm" component="div">
      <Text span fw={650} size="sm">
        {t(reported.relation ? "due.reported.byFamily" : "due.reported.mark", {
          day: reported.day,
          outcome: t(`outcome.${reported.outcome}`),
          who: reported.relation ? t(`residents:relation.${reported.relation}`) : "",
        })}
        {reported.until && t("due.reported.until", { day: reported.until })}
      </Text>{" "}
      <Anchor size="sm" component={Link} to={`/visits/residents/${residentId}#${verifiedAt(reported)}`} className="no-print">
        {t("due.reported.verify")}
      </Anchor>
    </Text>
  );
}
