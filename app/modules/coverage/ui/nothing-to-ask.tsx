import { Container, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A city without a single service type has no question to answer yet. */
export function NothingToAsk({ title }: { readonly title: string }) {
  const { t } = useTranslation("coverage");
  return (
    <Container component="main" size="sm" py="xl">
      <Title order={1}>{title}</Title>
      <Text mt="md">{t("empty.noTypes")}</Text>
    </Container>
  );
}
