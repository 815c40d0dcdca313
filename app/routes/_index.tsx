import { Container, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

export default function Home() {
  const { t } = useTranslation("layout");
  return (
    <Container component="main" py="xl">
      <Title>{t("home.title")}</Title>
    </Container>
  );
}
