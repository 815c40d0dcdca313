-- Area codes are revised by the year, and a city may hold several editions. One is in use: the latest that is at least half
-- as large as the fullest, so that a few areas given with another year do not empty the city.
CREATE VIEW area_in_use AS
SELECT a.*
FROM area a
JOIN (
  SELECT DISTINCT ON (city_code) city_code, code_system, code_year
  FROM (
    SELECT city_code, code_system, code_year, count(*) AS areas, max(count(*)) OVER (PARTITION BY city_code) AS fullest
    FROM area GROUP BY city_code, code_system, code_year
  ) known
  WHERE areas * 2 >= fullest
  ORDER BY city_code, code_year DESC, areas DESC, code_system
) edition USING (city_code, code_system, code_year);
