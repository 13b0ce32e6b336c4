"""The words that bear on firmness, as tables: sense | rung, kind, topic or reason | part | words.

A verb is listed once and stands for all its forms. Of two lines with the same words the first
counts, so the particular comes before the general. Spelling is lower case; punctuation inside a
phrase is a space ("rule-of-law" is `rule of law`, "n't" is ` t`).
"""

from __future__ import annotations

from contingent.read.rung_words import OPERATORS

__all__ = ["IRREGULAR", "TOPIC_WORDS", "WORDING"]

IRREGULAR = {
    "be": ("been", "being"),
    "beg": ("begged", "begging"),
    "grind": ("ground", "grinding"),
    "snub": ("snubbed", "snubbing"),
    "cry": ("cried", "crying"),
    "demur": ("demurred", "demurring"),
    "initial": ("initialled/initialed", "initialling"),
    "sleep": ("slept", "sleeping"),
    "bring": ("brought", "bringing"),
    "cast": ("cast", "casting"),
    "come": ("came/come", "coming"),
    "commit": ("committed", "committing"),
    "drop": ("dropped", "dropping"),
    "field": ("fielded", "fielding"),
    "fly": ("flew/flown", "flying"),
    "forbid": ("forbade/forbidden", "forbidding"),
    "freeze": ("froze/frozen", "freezing"),
    "get": ("got", "getting"),
    "give": ("gave/given", "giving"),
    "go": ("went/gone", "going"),
    "have": ("had", "having"),
    "hold": ("held", "holding"),
    "keep": ("kept", "keeping"),
    "lead": ("led", "leading"),
    "lay": ("laid", "laying"),
    "leave": ("left", "leaving"),
    "lend": ("lent", "lending"),
    "let": ("let", "letting"),
    "make": ("made", "making"),
    "meet": ("met", "meeting"),
    "offer": ("offered", "offering"),
    "plan": ("planned", "planning"),
    "prefer": ("preferred", "preferring"),
    "put": ("put", "putting"),
    "defer": ("deferred", "deferring"),
    "dial": ("dialled/dialed", "dialling"),
    "begin": ("began/begun", "beginning"),
    "choose": ("chose/chosen", "choosing"),
    "cut": ("cut", "cutting"),
    "draw": ("drew/drawn", "drawing"),
    "wind": ("wound", "winding"),
    "quit": ("quit", "quitting"),
    "refer": ("referred", "referring"),
    "say": ("said", "saying"),
    "seek": ("sought", "seeking"),
    "send": ("sent", "sending"),
    "set": ("set", "setting"),
    "shelve": ("shelved", "shelving"),
    "show": ("showed/shown", "showing"),
    "sit": ("sat", "sitting"),
    "stand": ("stood", "standing"),
    "step": ("stepped", "stepping"),
    "stop": ("stopped", "stopping"),
    "submit": ("submitted", "submitting"),
    "take": ("took/taken", "taking"),
    "tell": ("told", "telling"),
    "think": ("thought", "thinking"),
    "transfer": ("transferred", "transferring"),
    "understand": ("understood", "understanding"),
    "undertake": ("undertook/undertaken", "undertaking"),
    "veto": ("vetoed", "vetoing"),
    "withdraw": ("withdrew/withdrawn", "withdrawing"),
    "withhold": ("withheld", "withholding"),
    "opt": ("opted", "opting"),
    "bar": ("barred", "barring"),
    "ban": ("banned", "banning"),
    "admit": ("admitted", "admitting"),
    "win": ("won", "winning"),
    "backpedal": ("backpedalled/backpedaled", "backpedalling"),
    "nod": ("nodded", "nodding"),
    "tap": ("tapped", "tapping"),
    "ship": ("shipped", "shipping"),
    "shut": ("shut", "shutting"),
    "slam": ("slammed", "slamming"),
    "write": ("wrote/written", "writing"),
}
"""Past (and participle, after a slash) and `-ing` of verbs that do not follow the rule."""

_ACTS = """
act | join | verb | join, take part, participate, be part of, be a part of
act | join | plain | serve in, serve with
act | join | present | serves in, serves with
act | join | ongoing | serving in, serving with
act | join | verb | sign on, step forward, come forward, step up, lead, play a role
act | join | verb | stay on in, stay on with, rejoin, return to the force, return to the mission
act | join | ongoing | be patrolling, be serving, be deploying, be guarding, be taking part in
act | join | verb | stand guard, take its place in, take their place in, take a place in
act | join | noun | role for, part for
act | join | verb | play its part, play their part, do its bit, do its share, do its part
act | join | verb | shoulder its share, pull its weight
act | join | verb | play a part, fill the gap, fill a gap, plug the gap
act | join | verb | take responsibility for, take on
act | join | noun | participation, involvement, membership, role in
act | send | plain | be there, be in place, be on the ground, be in theatre
act | send | ongoing | be going to, be coming to, be heading to, be flying to
act | send | verb | go to, head to, travel to, boost, increase, reinforce, double, send
act | send | verb | raise its, raise their, raise the number, extend its, extend the
act | send | verb | extend their, prolong its, prolong the, renew its contribution
act | send | verb | contribute, deploy, dispatch, provide, supply, station, give, lend, field
act | send | verb | put, second, donate, transfer, send in, despatch, chip in, assign
act | send | verb | raise the, bolster, beef up, augment, top up
act | send | verb | add a/an/another/extra/more/two/three
act | send | verb | furnish, spare, detach, loan, muster, stump up, cough up, pony up
act | send | verb | allocate, enlarge, expand, fly, airlift, ferry
act | send | plain | keep
act | send | noun | deployment, contribution, contributions, dispatch, presence, deployments
act | help | verb | help, assist, support, back
act | help | noun | help, assistance, support
"""

_FUNCTION = """
not | | other | not, no, never, without, neither, nor, nothing, none, cannot, nobody, no one
not | | other | hasn t, haven t, hadn t, won t, wouldn t, isn t, aren t, wasn t, weren t
not | | other | didn t, doesn t, don t, can t, couldn t, shouldn t, hardly, yet to
not | | other | nowhere near
not | | verb | stop short of, fall short of, refrain from, hold back from, shy away from
not | | verb | back away from, steer clear of
not | | verb | resist, baulk at, back off, fail to
not | | other | far from
not | deny | verb | deny, deny that, dismiss
not | | other | fell short of, denial, denials, short of
may | | other | may, might, could, can
ought | | other | should, must, ought to
will | | other | will, shall, going to, set to, about to, ll, is to, are to, poised to
would | | other | would
if | | other | if, unless, provided, provided that, providing that, as long as, so long as, in case
if | | other | on condition that, on the condition that, assuming, should it, should they
if | | other | should the, were it to, were they to, had it, only if, in the event
if | | other | on condition of, on the condition of, on condition, in the event of
after | | other | only after, only once, only when, not until, until, once, not before
after | | other | until after, as soon as a, after
before | | other | before, ahead of, prior to
depend | | other | subject to, conditional on, contingent on, contingent upon, pending
depend | | other | hostage to
depend | | verb | depend on, hinge on, depend upon, await, rest on
depend | | present | requires, would require, will require
depend | | other | dependent on, conditioned on
whether | | other | whether, asked if, asked by reporters if, asked by a reporter if
whether | | other | wondered if, wonder if, wonders if, asked when, asked how, asked what
depend | | other | under a un mandate, under a united nations mandate
whether | | other | asked where, asked why, asked who, ask when, ask how many, ask if
pending | | other | outstanding, still open, still pending, yet to be taken, yet to be made
pending | | other | unresolved, hanging fire, undecided as yet, not yet made
pending | | other | not final, to be decided, up in the air, awaited, remains unclear
pending | | other | still to be made, undetermined
pending | | other | not been settled, not settled, unsettled, left open, open question
pending | | other | remains to be seen, unclear, uncertain
pending | | other | not yet clear, have to wait, has to wait, must wait, will wait
pending | | other | not been decided, yet to be decided, yet to be determined, not clear
principle | | other | in principle
break | | other | even as, while, whereas, although, though, but, because, even though, despite
break | | other | and yet
repair | | other | or at least, or rather, or at any rate, or to be exact, or more precisely
repair | | other | or at most, or to be precise, or more exactly, or better, or i should say
repair | | other | or let me say, rather to say, or more accurately, at least to
first | party | other | ahead of the main body, ahead of the main force, ahead of the rest
first | party | other | ahead of the main contingent, paving the way for the main
first | party | other | forerunners, advance element, trailblazers, harbingers
first | party | other | advance party, advance team, vanguard, advance guard, advance unit
first | party | other | forward party, advance contingent, lead elements, forward team
first | party | other | advance detachment, advance elements
first | | other | first, initial, advance, earliest
"""

_SPEECH = """
speak | | verb | say, tell, add, note, confirm, clarify, reiterate, stress, emphasise
speak | | verb | emphasize, remark, observe, underline, explain, repeat, reply, respond, insist
speak | | verb | argue, warn, declare, claim, caution, acknowledge, maintain that, recall that
speak | | verb | assert, affirm, make clear, make it clear, point out, point to, go on to say
speak | | verb | suggest, disclose, comment, reveal, hint, allege, admit, concede, write
speak | | verb | describe, imply, indicate that, signal that, announce that, highlight
speak | | verb | voice optimism, contend, echo, quip, recount, sound hopeful, predict, conclude
speak | | verb | inform, testify, tweet, post, understand, think, believe, address
speak | | past | stated, reported, was quoted as saying, were quoted as saying
speak | | past | is quoted as saying
speak | | present | reports that
speak | | ongoing | stating, quoted as saying
thank | | verb | thank, hail, praise, applaud, salute, commend, express gratitude, laud
thank | | verb | celebrate, welcome, express appreciation, express thanks, voice gratitude
thank | | verb | appreciate, cheer
thank | | other | grateful to, thankful to, gratitude to, gratitude for, thanks to
thank | | other | appreciation for
express | | verb | express, voice, signal, indicate, show, profess, convey, display
"""

_NOUNS = """
force | | noun | stabilisation force, stabilization force, peacekeeping force, protection force
force | | noun | force, peacekeeping mission, protection mission, support mission, mission
force | | noun | operation, reassurance force, multinational force, international force
force | | noun | security mission, peace enforcement, peacekeeping, peacebuilding
force | | noun | peace mission, peace operation, coalition of the willing
force | | noun | stabilisation mission, stabilization mission, foreign troops, foreign forces
force | | noun | international troops, buffer force, monitoring mission
resource | troops | noun | troops, troop, soldiers, soldier, peacekeepers, peacekeeper
resource | troops | noun | contingent, contingents, battalion, battalions, brigade, brigades
resource | troops | noun | servicemen, personnel, military personnel, forces
resource | troops | noun | boots on the ground, blue helmets, military units, units, unit
resource | troops | noun | combat troops, company, special forces, ground troops
resource | troops | noun | military contingent, uniformed personnel, peace keepers
resource | troops | noun | infantry company, security personnel, servicewomen
resource | troops | noun | service members, recruits, reservists, reinforcements
resource | troops | noun | detachment, detachments, platoon, platoons, regiment, squadron
resource | troops | noun | boots, uniformed men and women
resource | troops | noun | men, men and women, legionnaires, conscripts, battle group
resource | troops | noun | battlegroup, battle groups, battlegroups, guardsmen, cavalry, artillery
resource | troops | noun | regiments, squadrons, companies of soldiers, sailors, airmen
resource | infantry | noun | infantry, infantry battalion, infantrymen, mechanised infantry
resource | infantry | noun | rangers, gunners, commando battalion, rapid reaction force
resource | infantry | noun | quick reaction force, foot soldiers, airborne troops
resource | infantry | noun | gurkhas, light infantry, paras, grenadiers, fusiliers
resource | infantry | noun | paratroopers, marines, commandos, mechanized infantry, riflemen
resource | police | noun | police, police officers, officers, gendarmes, gendarmerie, policemen
resource | police | noun | police officer, formed police unit, formed police units
resource | police | noun | police unit, police units, military police, military policemen
resource | police | noun | constables
resource | police | noun | policewomen, carabinieri, riot police
resource | engineering | noun | engineers, engineer, sappers, engineering, construction units
resource | engineering | noun | pioneers
resource | medical | noun | medics, doctors, nurses, field hospital, field hospitals
resource | medical | noun | medical teams, medical team, medical staff, medical personnel
resource | medical | noun | hospital ship, surgeons, medical, hospital ships, medical units
resource | medical | noun | hospital, paramedics, medical evacuation, air ambulance
resource | aviation | noun | helicopters, helicopter, aircraft, fighter jets, fighters, jets
resource | aviation | noun | gunships, helicopter squadron, helicopter gunships, attack helicopters
resource | aviation | noun | pilots, air patrols, gripen, gripens, warplanes, planes, air support
resource | logistics | noun | logistics, logistical support, logistics support
resource | logistics | noun | logistic support, supplies, transport units, trucks, logisticians
resource | signals | noun | signals, communications, signallers, communications unit
resource | eod | noun | deminers, demining, mine clearance, bomb disposal, sappers team, eod
resource | isr | noun | drones, surveillance, intelligence, reconnaissance aircraft
resource | isr | noun | satellite imagery
resource | staff | noun | headquarters team
resource | staff | noun | staff officers, headquarters staff, liaison officers, planners
resource | training | noun | trainers, instructors, training, training teams, military advisers
resource | training | noun | advisers
resource | lift | noun | airlift, sealift, transport aircraft, strategic lift, cargo planes
resource | naval | noun | ships, ship, frigate, frigates, warships, vessels, corvette, navy
resource | naval | noun | task force, flotilla, divers, clearance divers
resource | naval | noun | torpedo boats, gunboats, landing ship, aircraft carrier, destroyers
resource | naval | noun | destroyer, patrol boats, minehunters, warship
resource | equipment | noun | armoured carriers, armored carriers, personnel carriers
resource | equipment | noun | armoured personnel carriers, armored personnel carriers
resource | equipment | noun | equipment, vehicles, armoured vehicles, armored vehicles, weapons
resource | equipment | noun | gear, ammunition, kit, materiel, tents, tanks
resource | funding | noun | money, funding, financial support, funds, cash, financing
resource | funding | noun | financial aid
resource | observers | noun | observers, monitors, military observers, ceasefire monitors
group | | noun | countries, nations, states, governments, capitals, partners, contributors
group | | noun | allies, nation states, member states, country, delegations
talks | | noun | talks, meeting, conference, briefing, summit, consultations
talks | | noun | planning conference, workshop, discussions, session, gathering
talks | | noun | video call, conference call, telephone call, video conference
talks | | noun | videoconference, virtual meeting, roundtable, conference
talks | | noun | conversations, contacts, exchange of views, planning talks, huddle
talks | | noun | donor conference, forum, negotiations
"""

_QUESTIONS = """
seek | | verb | seek answers, seek clarity, seek clarification, seek clarifications
seek | | verb | seek assurances, seek guarantees, seek details, want clarity, want answers
seek | | verb | want to know, want assurances, ask for clarity, ask for clarification
seek | | verb | demand clarity, demand answers, await clarity, request clarification
seek | | verb | request clarity, raise questions, have questions, ask about, need clarity
seek | | verb | need answers, want details, raise concerns, have concerns, seek information
seek | | verb | demand guarantees, demand details, want guarantees, want clarification
seek | | other | questions about, questions on, questions over, questions regarding
seek | | other | concerns about, concerns over, clarity on, clarity about, clarification on
seek | | other | answers on, answers about, asking for details, unclear about, answers to
open | | other | discussions were continuing on, discussions continue on, talks continue on
open | | other | unresolved, work went on regarding, yet to be agreed, yet to be settled
open | | other | still to be settled, still to be agreed, remain unresolved, remains unresolved
open | | other | are not yet agreed, to be worked out, under discussion, still being negotiated
open | | other | talks were continuing on, persist, discussions are continuing on
open | | other | still being discussed, remain to be settled
"""

_CONTEXT = """
vote_for | | verb | vote in favour, vote in favor, vote for, vote yes, back the resolution
vote_for | | verb | support the resolution, cast its vote in favour, cast its vote in favor
vote_for | | other | votes in favour, votes in favor, in favour, in favor
vote_against | | verb | vote against, vote no, oppose the resolution
abstain | | verb | abstain
abstain | | noun | abstention, abstentions
resolution | | noun | resolution, resolutions
reason | opinion | noun | public opinion, domestic opposition, protests, popular sentiment
reason | opinion | noun | voters, polls, domestic public opinion, public anger
reason | opinion | noun | domestic sensitivities, opposition at home
reason | opinion | other | unpopular, backlash, public support
reason | strain | verb | strain, overstretch, stretch, tie down, deplete
reason | strain | other | stretched thin, overstretched, tied down, stretched, bogged down
reason | strain | other | shortage of
reason | strain | noun | strain, overstretch, manpower shortage, insurgency at home
reason | risk | noun | risk, risks, dangers, danger, casualties, threats, attacks on
reason | risk | noun | asymmetric threats
reason | risk | other | under fire, exposed to, expose
reason | money | noun | bailout, bailouts, military aid, loans, debt, debts
reason | money | noun | economic incentives, fiscal woes, aid package, reimbursement
reason | money | noun | reimbursements, incentives, debt relief
reason | relations | noun | ties, relations, rivalry, rivalries, normalisation, normalization
reason | relations | noun | alliance
reason | pressure | verb | arm twist, cajole
reason | pressure | noun | pressure, arm twisting, wooing, overtures, lobbying
elsewhere | | noun | border, borders, frontier, home front
history | | other | historically, over the decades, over the years, in the past, previously
history | | other | formerly, traditionally, for decades, track record, past missions
history | | past | served in, served with
history | | other | veteran of, in the 1990s, un peacekeeping operations
history | | other | un peacekeeping missions, un missions, un operations
history | | other | peacekeeping operations, peacekeeping missions, peace operations worldwide
history | | other | once led, un peace operations, united nations missions
history | | other | missions around the world, decades ago
history | | other | united nations peacekeeping operations
history | | other | united nations peacekeeping missions, to date in, years ago, in its history
history | | other | cumulative, other missions, other operations, another mission
history | | other | another operation, elsewhere in the world, missions elsewhere
history | | other | operations elsewhere, deployments elsewhere
musing | | other | speculation, reflects, reflect, signals, suggests, underscores, prompting
musing | | other | indicates that, hints at, arguably, appears, seems, could prove
musing | | other | risks abound, analysts, must balance, has to reconcile, loom, hedging
musing | | other | pivotal, presumably, apparently, raises questions, implies, complicating
"""

TOPIC_WORDS = """
mandate | mandate, mandates, terms of reference, tasks, purpose
structure | structure, composition, make up
scope | scope, remit, role, mission scope
leadership | leadership, leadership framework, headquarters
leadership | who leads, who will lead, who would lead
command | command, chain of command, command structure, commander, command and control
command | who commands, who is in command, who would command, who will command
funding | funding, funding arrangements, financing, budget, who pays, who will pay, who would pay
funding | cost, costs
rules_of_engagement | rules of engagement, use of force, roe
legal_framework | legal framework, legal basis, legal status, immunity, legal cover
disarmament | disarmament, disarming, demilitarisation, demilitarization, disarm
area | area of operations, sectors, sector, where, deployment area, zones
consent | consent, acceptance by
exit | exit, exit strategy, exit clause, duration, how long, end date, end state
size | size, strength, force size, troop numbers
timing | timing, timetable, timeline, schedule
security | security guarantees, force protection, safety, security conditions
"""
"""Topics of open questions and the words that name them: topic | words."""

WORDING = "\n".join(
    (_QUESTIONS, _SPEECH, _FUNCTION, _ACTS, OPERATORS, _CONTEXT, _NOUNS),
)
"""All tables, the particular before the general."""
