contingent init coast && cd coast
sed -i 's/^code: MISSION/code: CPM/; s/^name: .*/name: Coastal Protection Mission/' mission.yaml
sed -i 's/^theatre: To be named/theatre: the coast/; s/^also: \[\]/also: [protection mission]/' mission.yaml
printf 'capability,minimum,assumption,reason\ninfantry,2000,true,exercise\nmedical,60,true,exercise\n' > requirement.csv
contingent read ../report-1.txt ../report-2.txt ../report-3.txt ../report-4.txt ../report-5.txt --accept rules
contingent brief --as-of 2025-02-15
contingent review
contingent force --as-of 2025-02-15
contingent forecast --as-of 2025-02-15
contingent unlocks --as-of 2025-02-15
contingent brief --as-of 2025-02-15 --html brief.html
contingent ledger verify
