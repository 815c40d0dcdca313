import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface DoorLabelProps {
  /** null where the code on record does not open */
  readonly picture: string | null;
  /** tells labels apart before they hang, and says nothing of anybody */
  readonly mark: string;
  readonly madeOn: string;
}

/** What is printed and put up at the door: the QR and how it is used, and nobody's name or number. */
export function DoorLabel({ picture, mark, madeOn }: DoorLabelProps) {
  const { t } = useTranslation("visits");
  return (
    <Stack gap="xs" align="flex-start">
      <figure style={{ margin: 0, padding: "1rem", border: "1px solid currentColor", width: "7.5cm", textAlign: "center" }}>
        {picture ? (
          <img src={picture} alt={t("door.picture")} width={240} height={240} style={{ background: "white", maxWidth: "100%" }} />
        ) : (
          <Text>{t("door.doesNotOpen")}</Text>
        )}
        <figcaption>
          <Text fw={650}>{t("door.label")}</Text>
          <Text size="sm">{t("door.mark", { mark })}</Text>
        </figcaption>
      </figure>
      <Text size="sm" c="dimmed" className="no-print">
        {t("door.madeOn", { day: madeOn })}
      </Text>
      <Button className="no-print" variant="default" onClick={() => window.print()}>
        {t("door.print")}
      </Button>
    </Stack>
  );
}
