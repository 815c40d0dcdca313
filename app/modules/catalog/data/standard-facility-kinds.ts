import type { ServedLevel } from "../domain/service-type";

export interface FacilityKindEntry {
  key: string;
  nameZh: string;
  nameEn: string;
  sector: string;
  line: string;
  /** the level whose standard counts it */
  servesLevel: ServedLevel;
}

export const FACILITY_KINDS: readonly FacilityKindEntry[] = [
  {
    key: "street-centre",
    nameZh: "街道综合养老服务中心",
    nameEn: "Street elder-care centre",
    sector: "elder-care",
    line: "civil-affairs",
    servesLevel: "street",
  },
  {
    key: "community-centre",
    nameZh: "社区日间照料中心",
    nameEn: "Community day-care centre",
    sector: "elder-care",
    line: "civil-affairs",
    servesLevel: "community",
  },
  {
    key: "private-institution",
    nameZh: "社会办养老机构",
    nameEn: "Privately run elder-care home (2024 category)",
    sector: "elder-care",
    line: "civil-affairs",
    servesLevel: "community",
  },
  {
    key: "residential-institution",
    nameZh: "养老机构",
    nameEn: "Residential elder-care institution",
    sector: "elder-care",
    line: "civil-affairs",
    servesLevel: "community",
  },
  {
    key: "nursery-institution",
    nameZh: "托育机构",
    nameEn: "Nursery",
    sector: "child-care",
    line: "health",
    servesLevel: "community",
  },
  {
    key: "kindergarten-class",
    nameZh: "幼儿园托班",
    nameEn: "Kindergarten toddler class",
    sector: "child-care",
    line: "education",
    servesLevel: "community",
  },
  {
    key: "family-nursery",
    nameZh: "家庭托育点",
    nameEn: "Family nursery",
    sector: "child-care",
    line: "health",
    servesLevel: "community",
  },
  {
    key: "employer-nursery",
    nameZh: "用人单位托育点",
    nameEn: "Employer's nursery",
    sector: "child-care",
    line: "health",
    servesLevel: "community",
  },
  {
    key: "child-protection-institution",
    nameZh: "未成年人保护机构",
    nameEn: "Child-protection institution",
    sector: "child-protection",
    line: "civil-affairs",
    servesLevel: "community",
  },
  {
    key: "job-station",
    nameZh: "零工驿站",
    nameEn: "Casual-work station",
    sector: "employment",
    line: "employment",
    servesLevel: "community",
  },
];
