import { Anchor, Group } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface FileLinksProps {
  readonly id: string;
  readonly mayEdit: boolean;
  readonly mayTakeOut: boolean;
  /** how many reports of the family there are */
  readonly reports: number;
}

/** Where a file leads on to: correcting it, and giving the resident everything kept about them. */
export function FileLinks({ id, mayEdit, mayTakeOut, reports }: FileLinksProps) {
  const { t } = useTranslation("residents");
  return (
    <Group className="no-print">
      {mayTakeOut && (
        <Anchor component={Link} to={`/visits/residents/${id}/file`}>
          {t("file.own")}
        </Anchor>
      )}
      <Anchor component={Link} to={`/visits/residents/${id}/family`}>
        {t(reports > 0 ? "family.toReports" : "family.toLinks", { count: reports })}
      </Anchor>
      {mayEdit && (
        <Anchor component={Link} to={`/visits/residents/${id}/door`}>
          {t("file.door")}
        </Anchor>
      )}
      {mayEdit && (
        <Anchor component={Link} to={`/visits/residents/${id}/edit`}>
          {t("file.edit")}
        </Anchor>
      )}
    </Group>
  );
}
