import { Anchor, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

const FILES = ["pdf", "docx", "png", "xlsx", "csv", "geojson"] as const;

/** The page and what stands in it, to take along. */
export function PageFiles({ address }: { readonly address: string }) {
  const { t } = useTranslation("siting");
  return (
    <Group gap="sm" data-testid="page-files" className="no-print">
      <Text size="sm" c="dimmed">
        {t("page.files")}
      </Text>
      {FILES.map((as) => (
        <Anchor key={as} href={`${address}&as=${as}`} size="sm" py={4} download>
          {t(`page.file.${as}`)}
        </Anchor>
      ))}
    </Group>
  );
}
