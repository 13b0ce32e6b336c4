"""Sentences about other missions and what the ladder says of each: `CODE rung-or-verdict`."""

from __future__ import annotations

__all__ = ["FIRMNESS", "SILENT"]

FIRMNESS = (
    # pledged: "will send N, commits, promises"
    ("haiti", "Kenya will send 1,000 police officers to Haiti.", "KEN pledged police 1000..1000"),
    ("haiti", "Kenya pledged 1,000 police officers to the mission.", "KEN pledged police"),
    (
        "haiti",
        "Benin has promised to contribute up to 2,000 soldiers to the force in Haiti.",
        "BEN pledged troops ..2000",
    ),
    ("haiti", "Jamaica has committed 200 soldiers and police to the mission.", "JAM pledged"),
    ("haiti", "The Bahamas committed to sending 150 people.", "BHS pledged"),
    ("haiti", "Chad vowed to deploy 1,500 soldiers to Haiti.", "TCD pledged troops 1500..1500"),
    ("haiti", "El Salvador agreed to send 78 medics to Haiti.", "SLV pledged medical 78..78"),
    ("ukraine", "“We will send troops to Ukraine,” said Lithuania's president.", "LTU pledged"),
    ("haiti", "Kenya said it would send 1,000 police officers to Haiti.", "KEN pledged police"),
    ("haiti", "Guatemala announced a contingent of 150 soldiers for the mission.", "GTM pledged"),
    ("lebanon", "More than 600 Spaniards have disembarked in Lebanon.", "ESP deployed troops"),
    ("lebanon", "Ireland's battalion has begun six weeks of training.", "IRL preparing"),
    ("lebanon", "Chad will send 1,500 men.", "TCD pledged troops 1500..1500"),
    ("lebanon", "Norway has not taken a position on the request for a frigate.", "NOR undecided"),
    ("lebanon", "Sweden's parliament passed the motion to send 300 soldiers.", "SWE approved"),
    (
        "lebanon",
        "Peru is studying the feasibility of providing a frigate.",
        "PER considering naval",
    ),
    ("lebanon", "Fiji would be glad to play its part in Lebanon.", "FJI willing"),
    ("lebanon", "Malaysia has taken its offer of 1,000 soldiers off the table.", "MYS withdrawn"),
    ("lebanon", "A Greek delegation sat through two days of talks on the force.", "GRC engaging"),
    # offered: a named capability or number, conditions may stand
    ("haiti", "Kenya offered to send 1,000 police officers.", "KEN offered police 1000..1000"),
    ("haiti", "Kenya's offer to lead the mission was praised in New York.", "KEN offered"),
    ("haiti", "Rwanda has offered two field hospitals for the force.", "RWA offered medical"),
    ("congo", "Angola volunteered 500 troops for the force in Congo.", "AGO offered"),
    ("lebanon", "Italy offered to provide 3,000 troops for the force.", "ITA offered troops"),
    # willing: ready, prepared, in principle, if ...
    (
        "haiti",
        "Canada is ready to send 100 police officers to Haiti if the council agrees.",
        "CAN willing police 100..100",
    ),
    ("ukraine", "Britain is ready to put troops on the ground in Ukraine.", "GBR willing"),
    ("ukraine", "Sweden is prepared to contribute Gripen patrols to the force.", "SWE willing"),
    ("ukraine", "Belgium agreed in principle to send trainers to Ukraine.", "BEL willing training"),
    ("ukraine", "Türkiye would send troops if a ceasefire is reached.", "TUR willing"),
    ("haiti", "Burundi signalled its willingness to join the mission.", "BDI willing"),
    ("lebanon", "Finland intends to join the force in Lebanon.", "FIN willing"),
    ("haiti", "Senegal is ready to commit 500 gendarmes.", "SEN willing"),
    ("ukraine", "Estonia will send a company if Parliament agrees.", "EST willing"),
    # considering: weighing, studying, interested, open to; could, may
    ("ukraine", "Canada is considering sending engineers to Ukraine.", "CAN considering"),
    ("haiti", "Peru is weighing whether to join the mission in Haiti.", "PER considering"),
    ("haiti", "Bangladesh expressed interest in joining the force.", "BGD considering"),
    ("ukraine", "Spain could send peacekeepers to Ukraine.", "ESP considering"),
    (
        "ukraine",
        "Australia is open to contributing to the force, its premier said.",
        "AUS considering",
    ),
    ("ukraine", "Norway has not ruled out sending troops to Ukraine.", "NOR considering"),
    ("haiti", "Mongolia offered to consider joining the mission.", "MNG considering"),
    ("haiti", "Mongolia pledged to study a deployment of 50 police.", "MNG considering"),
    ("lebanon", "Malaysia may send 1,000 soldiers to Lebanon.", "MYS considering"),
    ("ukraine", "Denmark is exploring the possibility of sending troops.", "DNK considering"),
    # approved and contracted
    (
        "haiti",
        "The lower house in Dhaka voted to approve sending 120 medics to the mission in Haiti.",
        "BGD approved medical 120..120",
    ),
    ("haiti", "Bangladesh signed a memorandum of understanding on the force.", "BGD contracted"),
    # engaging and approached
    ("haiti", "Paraguay attended talks on the force in Port-au-Prince.", "PRY engaging"),
    ("haiti", "Ecuador is in talks about joining the mission.", "ECU engaging"),
    ("haiti", "Washington asked Canada to lead the mission in Haiti.", "CAN approached"),
    ("lebanon", "The UN has invited Norway to contribute ships to the force.", "NOR approached"),
    ("haiti", "Brazil was asked to join the mission.", "BRA approached"),
    # undecided
    ("haiti", "Canada has not decided whether to send troops to Haiti.", "CAN undecided"),
    ("haiti", "Colombia has yet to commit to the mission.", "COL undecided"),
    ("lebanon", "Germany has made no final decision on joining the force.", "DEU undecided"),
    ("ukraine", "Poland has not pledged troops for the force.", "POL undecided"),
    ("ukraine", "Greece remains undecided about the force.", "GRC undecided"),
    ("congo", "Tanzania stopped short of pledging soldiers for Congo.", "TZA undecided"),
    # declined, ruled out
    ("ukraine", "Poland will not send troops to Ukraine.", "POL declined"),
    ("ukraine", "Italy ruled out sending soldiers to Ukraine.", "ITA declined"),
    ("haiti", "Canada refused to lead the mission in Haiti.", "CAN declined"),
    ("lebanon", "Turkey has no plans to send troops to Lebanon.", "TUR declined"),
    (
        "ukraine",
        "“We are not going to send our soldiers,” said Polish Prime Minister Jan Nowy.",
        "POL declined",
    ),
    ("haiti", "The United States has declined to contribute troops to the force.", "USA declined"),
    # suspended, withdrawn, excluded, consent and objection
    ("haiti", "Kenya has suspended the deployment of police to Haiti.", "KEN suspended"),
    ("haiti", "Kenya put its plan to send police to Haiti on hold.", "KEN suspended"),
    ("congo", "South Africa withdrew its offer of troops for the force in Congo.", "ZAF withdrawn"),
    ("congo", "Malawi is pulling its soldiers out of the force.", "MWI withdrawn"),
    ("lebanon", "Israel vetoed Malaysia's participation in the force.", "ISR objection"),
    ("ukraine", "Moscow objects to any deployment of foreign troops in Ukraine.", "RUS objection"),
    ("lebanon", "Lebanon agreed to the deployment of an international force.", "LBN consent"),
    # approved, contracted, preparing, arrived, operational
    (
        "haiti",
        "Kenya's parliament approved the deployment of 1,000 police officers to Haiti.",
        "KEN approved police 1000..1000",
    ),
    ("haiti", "Guatemala's cabinet has authorised sending 150 soldiers to Haiti.", "GTM approved"),
    ("haiti", "Kenya signed an agreement to deploy police to Haiti.", "KEN contracted"),
    (
        "haiti",
        "Kenyan police officers have begun training for the mission in Haiti.",
        "KEN preparing",
    ),
    (
        "haiti",
        "The first 200 Kenyan police officers arrived in Haiti.",
        "KEN advance_party police 200..200",
    ),
    ("haiti", "Kenya has deployed 400 police officers to Haiti.", "KEN deployed police 400..400"),
    ("lebanon", "The Ghanaian battalion became operational in Lebanon.", "GHA operational"),
    # history and other missions are records
    ("haiti", "Nepal has sent 5,000 peacekeepers to UN missions since 1958.", "NPL record"),
    ("haiti", "Rwanda deployed 1,000 troops to Mozambique in 2021.", "RWA record"),
    ("haiti", "Uruguay previously led the UN mission in Congo.", "URY record"),
    # several parties, one statement each; a number stays with its own country
    ("haiti", "Jamaica, Belize and Guatemala pledged troops to the mission.", "BLZ pledged troops"),
    (
        "haiti",
        "Kenya pledged 1,000 police officers and Benin up to 2,000 soldiers.",
        "KEN pledged police 1000..1000; BEN pledged troops ..2000",
    ),
    (
        "haiti",
        "Kenya will send 1,000 police officers, while Chad is still considering joining the force.",
        "KEN pledged police; TCD considering",
    ),
    # passive voice and nominalisation
    ("lebanon", "Some 500 soldiers were pledged by Nepal.", "NPL pledged troops"),
    ("haiti", "Troops from Jamaica will be sent to Haiti.", "JAM pledged troops"),
    ("haiti", "Kenya's willingness to consider a role in the force was noted.", "KEN considering"),
    # a force by its name alone; a force that is over
    ("lebanon", "Ghana will provide 120 engineers to UNIFIL.", "GHA pledged engineering 120..120"),
    ("lebanon", "Nepal took over command of UNIFIL.", "NPL operational"),
    # people in place, by what a party has there
    (
        "lebanon",
        "Malaysia has 800 soldiers serving with the force.",
        "MYS deployed troops 800..800",
    ),
    ("lebanon", "Some 90 Fijian peacekeepers are stationed with UNIFIL.", "FJI deployed"),
    ("lebanon", "There are 40 Irish soldiers serving with UNIFIL.", "IRL deployed troops 40..40"),
    ("haiti", "Peru, which has 12 officers deployed with the mission, is content.", "PER deployed"),
    # who keeps whom out
    ("ukraine", "Moscow will not accept Polish soldiers in the force.", "POL excluded"),
    ("lebanon", "Beirut has ruled Kuwait out as a contributor to the force.", "KWT excluded"),
    ("lebanon", "Syria objects to Danish participation in the force.", "SYR objection"),
    ("ukraine", "There will be no Dutch troops in Ukraine, a Russian envoy said.", "NLD excluded"),
    # on paper, and taken up
    (
        "haiti",
        "In a letter to the council, Togo promised 30 police for the mission.",
        "TGO notified",
    ),
    (
        "haiti",
        "Togo notified the UN in writing that it would send police to Haiti.",
        "TGO notified",
    ),
    ("lebanon", "The UN has accepted Ghana's offer of a battalion for UNIFIL.", "GHA selected"),
    ("congo", "The African Union approved Gabon's participation in the force.", "GAB selected"),
    # decided at home
    ("haiti", "Peru's congress gave its consent to sending 20 police to Haiti.", "PER approved"),
    ("lebanon", "The Irish parliament voted to extend the presence in UNIFIL.", "IRL approved"),
    # nothing of it
    ("ukraine", "Greece has agreed to nothing as regards the force.", "GRC undecided"),
    ("ukraine", "Latvia has neither refused nor agreed to join the force.", "LVA undecided"),
    ("ukraine", "Croatia will send no troops to Ukraine.", "HRV declined"),
    # hedges that are no promise
    ("ukraine", "Iceland would be able to provide medics to the force.", "ISL considering"),
    ("lebanon", "Chile is giving thought to a contribution to UNIFIL.", "CHL considering"),
    ("haiti", "Ghana said it would gladly join the mission.", "GHA willing"),
    ("haiti", "Gambian officers sat in on the talks in Lima on the mission.", "GMB engaging"),
    ("haiti", "Chile sent officers to the conference on the mission in Haiti.", "CHL engaging"),
    # the month is no modal, a shortfall no denial, a mission's aim no plan
    (
        "haiti",
        "Togo pledged in May to provide 50 police to the mission.",
        "TGO pledged police 50..50",
    ),
    (
        "haiti",
        "Togo deployed 40 police to Haiti, far short of the 100 it had promised.",
        "TGO deployed police 40..40",
    ),
    (
        "haiti",
        "Forty Peruvian police arrived in Haiti to support a mission aimed at restoring order.",
        "PER deployed police 40..40",
    ),
    # leaving
    ("lebanon", "Austria announced on Monday that it would withdraw its troops.", "AUT withdrawn"),
    ("lebanon", "Gabon is pulling its soldiers from UNIFIL.", "GAB withdrawn"),
    ("lebanon", "Gabon will leave the force in June.", "GAB withdrawn"),
    # several at once
    ("haiti", "Further commitments came from Togo, Gabon and Fiji to the mission.", "GAB pledged"),
    # organisers, courts and presidents
    ("lebanon", "The UN has picked Fiji for the eastern sector of UNIFIL.", "FJI selected"),
    (
        "haiti",
        "Peru's high court has barred the government from sending police to Haiti.",
        "PER suspended",
    ),
    ("lebanon", "Finland's president decided to send a company to UNIFIL.", "FIN approved"),
    ("lebanon", "Greece has placed a frigate at the disposal of UNIFIL.", "GRC offered naval"),
    # promises held back or not kept
    ("lebanon", "Italy has held back from promising troops to UNIFIL.", "ITA undecided"),
    ("haiti", "Peru's promise of police for Haiti has not been confirmed.", "PER undecided"),
    ("haiti", "Peru's president dismissed the idea of sending police to Haiti.", "PER declined"),
    # people who join are there
    ("haiti", "Nine Togolese officers have joined the mission.", "TGO deployed police 9..9"),
    ("haiti", "Thirty-five officers from Fiji arrived in Haiti.", "FJI deployed police 35..35"),
    # asked, in other words
    (
        "lebanon",
        "Malta, which the United Nations has asked for divers, is silent.",
        "MLT approached",
    ),
    ("haiti", "Togo, approached by the UN in May, gave no reply on Haiti.", "TGO approached"),
    ("lebanon", "The UN put in a request to Chile for a field hospital.", "CHL approached"),
    # talks, in other words
    ("lebanon", "Malta has been in close contact with the UN about UNIFIL.", "MLT engaging"),
    ("haiti", "A delegation from Togo met UN officers to discuss the mission.", "TGO engaging"),
    # weighed, and no more than close
    ("lebanon", "Malta is keeping its options open on divers for UNIFIL.", "MLT considering"),
    ("haiti", "Chile is close to committing 50 police to the mission in Haiti.", "CHL considering"),
    ("haiti", "Peru will sign an agreement on police for Haiti in June.", "PER considering"),
    # conditions before, in between and after
    ("lebanon", "If asked, Malta would send divers and soldiers to Lebanon.", "MLT willing"),
    (
        "ukraine",
        "Iceland will send medics to Ukraine, but only after a truce holds.",
        "ISL willing",
    ),
    (
        "haiti",
        "Gabon offered, if Togo agrees, a company of infantry for Haiti.",
        "GAB offered infantry",
    ),
    # offers lie on the table; what weighs them does not make them less
    ("lebanon", "Malta has put two patrol boats on the table for UNIFIL.", "MLT offered naval"),
    # promises told in the past, and in the middle of a sentence
    ("haiti", "Togo gave its word that 60 police would go to Haiti.", "TGO pledged police 60..60"),
    (
        "ukraine",
        "Latvia, its prime minister said on Friday, will send a company to Ukraine.",
        "LVA pledged",
    ),
    ("lebanon", "Malta's contribution to UNIFIL will be 30 soldiers.", "MLT pledged troops 30..30"),
    # on paper
    (
        "haiti",
        "Togo handed in a written pledge of police for the mission in Haiti.",
        "TGO notified",
    ),
    # picked
    ("lebanon", "Malta was picked by the UN to send divers and troops to Lebanon.", "MLT selected"),
    ("haiti", "The UN has taken up Togo's offer of police for Haiti.", "TGO selected"),
    ("haiti", "The UN accepted a Togolese police unit for the mission.", "TGO selected"),
    # decided at home
    ("haiti", "The parliament of Togo backed the dispatch of police to Haiti.", "TGO approved"),
    ("lebanon", "Malta's parliament voted in favour of sending 30 soldiers.", "MLT approved"),
    (
        "haiti",
        "The deployment of police to Haiti was green-lit by Peru's congress.",
        "PER approved",
    ),
    # pacts by any name, and in the passive
    ("haiti", "Togo inked a technical agreement on its police for Haiti.", "TGO contracted"),
    (
        "lebanon",
        "A memorandum of understanding between Malta and the UN on UNIFIL has been signed.",
        "MLT contracted",
    ),
    # on the way
    ("haiti", "Togolese police are undergoing medical checks for Haiti.", "TGO preparing police"),
    ("lebanon", "Maltese ships set sail for Lebanon with troops.", "MLT preparing"),
    ("haiti", "The police pledged by Togo are in training for Haiti.", "TGO preparing police"),
    # there
    ("haiti", "The first Togolese police set foot in Haiti.", "TGO advance_party police"),
    (
        "haiti",
        "Two officers from Togo arrived in Haiti ahead of the main body.",
        "TGO advance_party",
    ),
    ("lebanon", "Malta's 30 soldiers make up the smallest unit of UNIFIL.", "MLT deployed troops"),
    ("haiti", "Togo's police unit in Haiti is up and running.", "TGO operational"),
    # open, in other words
    ("haiti", "Whether Togo will send police to Haiti has not been settled.", "TGO undecided"),
    ("lebanon", "Malta put off a decision on troops for Lebanon.", "MLT undecided"),
    ("haiti", "Togo has not confirmed that it will send police to Haiti.", "TGO undecided"),
    ("haiti", "Peru has not signed any agreement on police for Haiti.", "PER undecided"),
    # refused, in other words
    ("ukraine", "Serbia will under no circumstances send troops to Ukraine.", "SRB declined"),
    ("lebanon", "Malta will stay out of the force in Lebanon.", "MLT declined"),
    ("ukraine", "Sending troops is out of the question, Serbia's president said.", "SRB declined"),
    # held up, taken back, over
    ("haiti", "Togo has delayed the departure of its police for Haiti.", "TGO suspended"),
    ("haiti", "Togo took back its promise of police for Haiti.", "TGO withdrawn"),
    ("lebanon", "Malta announced an early end to its deployment in Lebanon.", "MLT withdrawn"),
    ("lebanon", "Malta notified the UN that it was leaving UNIFIL.", "MLT withdrawn"),
    # shut out, told of whoever is; a rejection by no host is an objection
    ("lebanon", "No Maltese soldiers would be allowed into the force.", "MLT excluded"),
    ("haiti", "Haiti has shut Togo out of the mission.", "TGO excluded"),
    ("lebanon", "Malta has been kept out of the force.", "MLT excluded"),
    ("lebanon", "Russia rejected Maltese troops for Lebanon.", "RUS objection"),
    ("lebanon", "Lebanon has ruled out any role for Malta in the force.", "MLT excluded"),
    ("lebanon", "Lebanon agreed to Maltese soldiers in the force.", "LBN consent"),
    # begun and put off
    ("lebanon", "Maltese soldiers have begun leaving Lebanon for good.", "MLT withdrawn"),
    ("haiti", "Togo put off the departure of its police for Haiti.", "TGO suspended"),
    ("haiti", "Togo's decision on Haiti has been postponed to May.", "TGO undecided"),
    ("haiti", "Togo said it had not yet agreed to any deployment to Haiti.", "TGO undecided"),
    # whoever is meant by a pronoun; a vote with its day
    ("haiti", "Lomé says the UN has asked it to send police to Haiti.", "TGO approached"),
    ("lebanon", "Italy's parliament voted on Monday to send troops to Lebanon.", "ITA approved"),
    ("lebanon", "Some 40 Maltese soldiers serve in UNIFIL.", "MLT deployed troops 40..40"),
    # an opening clause is another's; what quotation marks part is one phrase
    (
        "haiti",
        "While Peru weighs it, Togo has promised 100 police to Haiti.",
        "TGO pledged police 100..100",
    ),
    (
        "haiti",
        "A week after Benin pledged 200 soldiers, Ghana is still studying a role in Haiti.",
        "GHA considering; BEN pledged",
    ),
    ("haiti", 'Togo is "giving careful thought" to a role in Haiti.', "TGO considering"),
    # whoever does it stands behind a `by`; a body that asks or picks contributes nothing
    ("lebanon", "A patrol boat was offered to UNIFIL by Malta's navy.", "MLT offered naval"),
    ("lebanon", "A letter of assist for two helicopters was signed by Fiji.", "FJI contracted"),
    ("ukraine", "It was an Irish company that NATO picked for Ukraine.", "IRL selected"),
    ("haiti", "An invitation to join the force was sent to Lomé on Monday.", "TGO approached"),
    (
        "haiti",
        "An approach to the Togolese about the force was made by telephone.",
        "TGO approached",
    ),
    # a parliament decides; a dissent that is lacking denies nothing
    ("lebanon", "The Irish Dáil agreed to the dispatch of 30 rangers.", "IRL approved"),
    ("lebanon", "Ireland's Dáil voted without dissent to send 30 rangers.", "IRL approved"),
    (
        "lebanon",
        "Both chambers in Madrid backed the extension of the battalion's tour in Lebanon.",
        "ESP approved",
    ),
    (
        "haiti",
        "The cabinet in Lomé has cleared a police unit for service in Haiti.",
        "TGO approved",
    ),
    # what was planned is a measure, what is done counts
    ("haiti", "Togo now has 40 officers in Haiti, half of what was planned.", "TGO deployed"),
    (
        "lebanon",
        "Authority over the western sector of the force passed at noon to an Irish battalion.",
        "IRL operational",
    ),
    ("haiti", "At the last count there were 90 Jamaicans in Haiti.", "JAM deployed"),
    ("haiti", "Jamaican soldiers have spent the past month drilling for Haiti.", "JAM preparing"),
    # idioms of no and not now
    ("haiti", "Togo will sit this one out, its foreign minister said of Haiti.", "TGO declined"),
    ("haiti", "“No Togolese soldier will set foot in Haiti,” he said.", "TGO declined"),
    ("haiti", "Togo called a temporary halt to the deployment of its police.", "TGO suspended"),
    ("lebanon", "Malta completed the repatriation of its soldiers in Lebanon.", "MLT withdrawn"),
    ("lebanon", "Malta has stopped short of committing soldiers to UNIFIL.", "MLT undecided"),
    ("haiti", "Togo said it would not be sending police to Haiti.", "TGO declined"),
    # so many, of whom the text is about; and never of what is counted otherwise
    (
        "haiti",
        "On the force in Haiti talks go on. Togo will send 200, an aide said.",
        "TGO pledged",
    ),
    # a unit of so many, and a company named by its country's seat
    ("haiti", "Chile will send a police unit of 140 to Haiti.", "CHL pledged police 140..140"),
    ("haiti", "Senegal's gendarmes will be there in July.", "SEN pledged police"),
    ("haiti", "Peru offers a field hospital of 80 people.", "PER offered medical 80..80"),
)
"""Mission, sentence, and what must be read: party, rung or verdict, kind, amount."""

SILENT = (
    ("haiti", "Kenya rejected a report in a newspaper that it had offered a brigade to Haiti."),
    ("haiti", "Nepal is a top contributor to UN peacekeeping with 5,700 people in nine missions."),
    ("haiti", "Kenyan police training for a parade in Nairobi began on Monday."),
    ("haiti", "Nairobi put an end to speculation that it would be among the first to send police."),
    ("haiti", "There was talk that Kenya would commit 1,000 police officers to Haiti."),
    ("lebanon", "Ghana flew the last of its soldiers home from Lebanon in May."),
    # whoever asks others contributes nothing by that
    ("haiti", "Only then would Kenya be in a position to request troop contributions in Haiti."),
    ("haiti", "Kenya plans to ask Uganda to send troops to the force in Haiti."),
    # a word that only colours another
    ("unnamed", "The Lakes Support Force (LSF) grew. Peru likely views the LSF as a burden."),
    # service in the past
    ("haiti", "In all, 300 Canadian police officers served in Haiti over ten years."),
    # readiness to leave is neither leaving nor staying
    ("haiti", "Canada is willing to withdraw its police from the force in Haiti."),
    ("haiti", "Canada is considering pulling out of the mission in Haiti."),
    # what somebody thinks right
    ("haiti", "Canada should send 500 police officers to the mission in Haiti."),
    ("haiti", "Why Canada must join the mission in Haiti"),
    ("haiti", "Canada sends police to Haiti? Not so fast, says its premier."),
    # forces that serve elsewhere
    ("haiti", "Fiji has about 400 soldiers deployed with the UN in other missions."),
    ("haiti", "Reporters asked whether Kenya would send police to Haiti."),
    ("haiti", "Will Kenya send police to Haiti?"),
    ("haiti", "Should Kenya agree to send police, the force would be ready sooner."),
    ("ukraine", "Poland has 20,000 troops committed to its border with Belarus."),
    ("ukraine", "Germany is committed to peace in Europe."),
    ("haiti", "Kenya has not received a request to send police."),
    ("lebanon", "Paris hopes that Poland will send troops to UNIFIL."),
    ("haiti", "Nothing suggests that Togo will send police to Haiti."),
    ("haiti", "Had Togo sent its police, the mission in Haiti would be stronger."),
    ("haiti", "Togo must not send police to Haiti, a senator said."),
    ("haiti", "Peru led the former UN force in Haiti."),
    ("haiti", "An opposition leader urged Peru to send police to Haiti."),
    ("ukraine", "Peru rejects reports that it agreed to send troops to the force."),
    ("ukraine", "Russia has 90,000 soldiers in Ukraine, and Russia's invasion goes on."),
    ("lebanon", "The mission to Lebanon will convene a meeting of nations sending troops."),
    ("lebanon", "The junta told Denmark to send its soldiers home from UNIFIL."),
    # questions inside a sentence
    ("haiti", "How many police will Togo send to Haiti, lawmakers wanted to know."),
    ("haiti", "Would Togo ever send police to Haiti, they asked."),
    ("haiti", "How firmly Togo has committed itself to the mission is unknown."),
    # told as untrue, or by nobody who would know
    ("haiti", "Nobody believes that Togo will send police to Haiti."),
    ("haiti", "It is a myth that Togo has sent police to Haiti."),
    ("haiti", "Reports that Togo has sent police to Haiti are false."),
    ("haiti", "According to an unconfirmed report, Togo has agreed to join the mission in Haiti."),
    ("haiti", "Togo was wrongly said to have pledged police to the mission in Haiti."),
    # demanded, expected, vowed by no state
    ("haiti", "Haitians demand that Togo commit 1,000 officers to the mission."),
    ("haiti", "An envoy was confident that Togo would send police to Haiti."),
    ("haiti", "Togo's opposition vowed to stop the deployment of police to Haiti."),
    ("haiti", "An aid group from Peru has deployed doctors in Haiti."),
    # not yet signed or decided
    ("haiti", "Togo is drafting a memorandum of understanding on the mission in Haiti."),
    ("haiti", "Togo is poised to approve sending police to Haiti."),
    # arms and aid to a theatre; another matter under the same words
    ("ukraine", "Finland has promised weapons to Ukraine."),
    ("lebanon", "Norway approved the export of tanks to Lebanon."),
    ("ukraine", "Poland has deployed troops along its border with Ukraine."),
    ("haiti", "Cuba deployed soldiers in Haiti under a bilateral deal."),
    ("lebanon", "Maltese soldiers of UNIFIL were promised a medal."),
    ("lebanon", "Maltese aid ships set sail for Lebanon."),
    ("lebanon", "Norway voted for the resolution that authorised the force."),
    ("haiti", "Imagine that Togo sends police to Haiti."),
    ("lebanon", "By 180 votes to 20 an assembly in Malta spoke of soldiers in Lebanon."),
    ("haiti", "On the force in Haiti talks go on. Togo will send 200 tonnes of rice."),
    # a theatre's own talk, another's ambassador, a part that has nothing to do with the force
    ("haiti", "Togo has recalled its ambassador from Haiti."),
    ("haiti", "Togo flew food to Haiti, which is unconnected with the force."),
    (
        "haiti",
        "Togolese generals led the troops in Mali for six years, an effort that Haiti watched.",
    ),
)
"""Sentences that carry no rung from `offered` up for anybody, whatever words they hold."""
