"""The words that bear on firmness, as tables: sense | rung, kind, topic or reason | part | words.

A verb is listed once and stands for all its forms. Of two lines with the same words the first
counts, so the particular comes before the general. Spelling is lower case; punctuation inside a
phrase is a space ("rule-of-law" is `rule of law`, "n't" is ` t`).
"""

from __future__ import annotations

__all__ = ["IRREGULAR", "TOPIC_WORDS", "WORDING"]

IRREGULAR = {
    "be": ("been", "being"),
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

_OPERATORS = """
attitude | engaging | verb | attend, hold talks, hold discussions, join talks, discuss
attitude | engaging | verb | negotiate, sit in on, talk with, talk to
attitude | engaging | verb | hold consultations, hold negotiations, exchange views, confer
attitude | engaging | verb | consult with, dial in, dial into, join a call, meet, meet with
attitude | engaging | verb | open talks, begin talks, start talks, enter talks, enter into talks
attitude | engaging | verb | open negotiations, begin negotiations, start negotiations
attitude | engaging | verb | begin discussions, open discussions, start discussions, listen in
attitude | engaging | verb | sit down with, take part in talks, sound each other out
attitude | engaging | other | was briefed, were briefed, been briefed, in close contact
attitude | engaging | other | in close touch, in dialogue, in conversation, in conversations
attitude | engaging | other | in regular contact, in constant contact, in close consultation
attitude | engaging | other | talks between, discussions between, negotiations between
attitude | engaging | other | consultations between, contacts between, in the room when
attitude | engaging | other | had a seat at the table, at the table when
attitude | engaging | other | been talking, are talking, is talking
attitude | engaging | other | in talks, in discussions, in negotiations, in consultations
attitude | engaging | other | in contact, in touch, represented at, briefed on
attitude | considering | verb | consider, weigh, weigh up, study, mull, mull over, explore
attitude | considering | verb | examine, evaluate, assess, contemplate, ponder, review, look at
attitude | considering | verb | deliberate
attitude | considering | verb | look into, think about, toy with, debate, entertain, hope, wish
attitude | considering | verb | want, analyse, keep open, express interest, welcome the idea
attitude | considering | verb | lean towards, analyze, give thought to, give consideration to
attitude | considering | verb | think over, float, look at, not exclude
attitude | considering | verb | think hard about, think seriously about, look closely at
attitude | considering | verb | look hard at, look seriously at, take a close look at
attitude | considering | verb | take a look at, think aloud about, muse about, flirt with
attitude | considering | verb | warm to, keep its options open, keep their options open
attitude | considering | verb | keep the door open, leave the door open, leave open the possibility
attitude | considering | verb | hold open the possibility, keep alive, investigate
attitude | considering | verb | look favourably on, look favorably on, leave the door ajar
attitude | considering | other | close to committing, close to sending, close to joining
attitude | considering | other | close to deploying, close to agreeing, close to signing
attitude | considering | other | close to approving, close to a deal, on the verge of
attitude | considering | other | on the brink of, edging towards, moving towards, inching towards
attitude | considering | other | nearing, leaning to
attitude | considering | other | minded to, warming to, leaning toward, being mooted
attitude | considering | other | has not excluded, have not excluded, did not exclude
attitude | considering | other | does not exclude, do not exclude, not closed the door
attitude | considering | other | not close the door, not shut the door
attitude | considering | other | not slammed the door, in the running
attitude | considering | other | able to, in a position to, capable of, keeping an open mind
attitude | considering | noun | interest, openness, possibility, consideration, inclination
attitude | considering | noun | option, studying of, idea, interests, possibilities, prospect
attitude | considering | noun | curiosity
attitude | considering | other | interested, open to, inclined, keen, considering, tempted
attitude | considering | other | favourable, potentially, possibly, perhaps, likely, unlikely
attitude | considering | other | expected to, maybe, under consideration, under review
attitude | considering | other | are expected, is expected, on the table, leaning towards
attitude | willing | other | willing, ready, prepared, happy to, glad to, stand by to
attitude | willing | other | not averse, gladly, happily, disposed to, amenable to, pleased to
attitude | willing | other | eager to, gearing up to
attitude | willing | other | on standby to, standing by to, lined up to, agreeable to
attitude | willing | other | no objection to sending, no objections to sending
attitude | willing | other | no objection to joining, no objections to joining
attitude | willing | other | no objection to contributing, no objections to contributing
attitude | willing | verb | declare itself ready, declare itself willing, declare itself prepared
attitude | willing | verb | declare themselves ready, declare themselves willing
attitude | willing | verb | intend, plan, aim, stand ready, signal willingness
attitude | willing | noun | willingness, readiness, preparedness, intention, plan to, plans to
attitude | offered | verb | offer, volunteer, put forward, make available, tender, propose
attitude | offered | noun | offer, offers, proposal to
attitude | offered | other | at the disposal of, at its disposal
attitude | offered | other | on offer, at the mission s disposal, at the force s disposal
attitude | offered | other | at the un s disposal, at nato s disposal, at the coalition s disposal
attitude | offered | verb | earmark, table an offer, come forward with, make an offer of
attitude | offered | verb | make an offer to, extend an offer
attitude | pledged | verb | pledge, commit, promise, vow, undertake, guarantee, agree, announce
attitude | pledged | verb | say yes, confirm deployment, confirm the deployment
attitude | pledged | verb | confirm its participation, confirm participation
attitude | pledged | verb | confirm its contribution, sign up, confirm its battalion
attitude | pledged | verb | confirm its contingent, confirm its offer, confirm its pledge
attitude | pledged | verb | confirm a contingent, confirm a battalion, confirm a company
attitude | pledged | verb | confirm a police unit, confirm a unit, confirm its troops
attitude | pledged | verb | confirm the dispatch, confirm the sending, confirm the contribution
attitude | pledged | verb | confirm its involvement, confirm its role, confirm its soldiers
attitude | pledged | verb | confirm its police, confirm its place, confirm a contribution
attitude | pledged | verb | give its word, give their word, give his word, give her word
attitude | pledged | verb | give an assurance, give assurances, give a guarantee
attitude | pledged | verb | give an undertaking, pledge to send, assure
attitude | pledged | noun | pledge, pledges, promise, promises, commitment, commitments
attitude | pledged | noun | undertaking, dotted line
attitude | notified | verb | notify, formally notify, inform in writing
attitude | notified | verb | register
attitude | notified | noun | note verbale, letter of intent, diplomatic note, formal letter
attitude | notified | noun | official letter, written notification, formal notification
attitude | notified | noun | letter of commitment, readiness system, written confirmation
attitude | notified | noun | letter of intention, written notice, written undertaking
attitude | notified | noun | formal notice, letter confirming, written commitment
attitude | selected | verb | select, choose, pick, designate
attitude | selected | verb | nominate, task
attitude | selected | other | was picked, were picked, been picked, was designated
attitude | selected | other | were designated, been designated, was nominated, been nominated
attitude | selected | other | was tasked, been tasked, were tasked, were nominated
attitude | selected | other | was handpicked, been handpicked, been accepted as, got the nod
attitude | selected | other | got the nod from, was taken up, been taken up, were taken up
attitude | selected | other | was named deputy commander, named deputy commander
attitude | selected | other | was named force commander, was appointed force commander
attitude | selected | other | been named force commander, been appointed force commander
attitude | selected | other | was named commander, was appointed commander, was named to lead
attitude | selected | other | was appointed deputy force commander, was appointed to lead
attitude | selected | other | was named deputy force commander, been named to lead
attitude | selected | other | was selected, were selected, been selected, was chosen
attitude | selected | other | were chosen, been chosen, was accepted, been accepted
attitude | selected | other | were accepted
attitude | approved | verb | approve, authorise, authorize, ratify, endorse, greenlight
attitude | approved | verb | sign off on, give the go ahead, give the nod, give its blessing
attitude | approved | verb | sign a decree, sign the decree, sign an order, sign the order
attitude | approved | verb | issue a decree, issue an order, issue a presidential decree
attitude | approved | verb | sign a bill, sign the bill, sign into law, sign a law
attitude | approved | verb | pass a mandate, pass a bill, pass a law, pass a motion
attitude | approved | verb | pass a resolution to send, adopt a mandate, adopt a motion
attitude | approved | verb | adopt a bill, pass the bill, pass the mandate, adopt the mandate
attitude | approved | verb | wave through, nod through, vote through, give its okay
attitude | approved | verb | give final approval, give parliamentary approval, back a bill
attitude | approved | verb | give its consent to sending, give its consent to the deployment
attitude | approved | verb | give a green light, clear a deployment, okay, give its go ahead
attitude | approved | past | green lit, greenlit, green lighted, rubber stamped, ok d
attitude | approved | verb | give its approval, give its assent, clear the sending
attitude | approved | verb | clear the deployment, clear the dispatch, clear the way
attitude | approved | noun | approval, authorisation, authorization, green light, ratification
attitude | contracted | noun | memorandum of understanding, status of forces agreement, mou
attitude | contracted | noun | letter of assist
attitude | contracted | verb | sign, ink, seal, renew, put its signature to
attitude | contracted | verb | put their signatures to, put its name to, put their names to
attitude | contracted | verb | enter into an agreement, enter into an accord
attitude | contracted | verb | conclude a letter of assist, conclude a participation agreement
attitude | contracted | verb | conclude a technical agreement, conclude the agreement
attitude | contracted | verb | sign an agreement, sign a deal, sign an accord
attitude | contracted | verb | sign a contract, sign a new contract, sign a new agreement
attitude | contracted | verb | conclude an agreement, conclude an accord, conclude a deal
attitude | contracted | verb | conclude a memorandum of understanding, sign a pact
attitude | contracted | verb | conclude a status of forces agreement, conclude a contract
attitude | contracted | verb | sign the agreement, sign a memorandum of understanding
attitude | contracted | verb | sign the memorandum of understanding, sign an mou, sign the mou
attitude | contracted | verb | sign a status of forces agreement
attitude | contracted | verb | sign a memorandum, sign the memorandum, sign a letter of assist
event | preparing | verb | begin training, start training, train, load, finish training
event | preparing | verb | prepare for, pack, practise, practise for
event | preparing | verb | depart for, set off for, set out for, take off for, sail for
event | preparing | verb | leave for, fly out, ship out, start preparing, begin preparing
event | preparing | verb | undergo medical checks, undergo medical tests, undergo vaccinations
event | preparing | verb | undergo checks, pass inspection, pass an inspection
event | preparing | verb | hold an exercise, hold exercises, hold its final exercise
event | preparing | verb | hold a final exercise, carry out a reconnaissance
event | preparing | verb | conduct a reconnaissance, make a reconnaissance, take part in exercises
event | preparing | verb | pass a pre deployment inspection, start readying, begin readying
event | preparing | verb | hold a farewell parade, hold a send off, see off
event | preparing | ongoing | readying, kitting out, mustering, assembling for
event | preparing | other | was inspected, were inspected, been inspected, farewell parade
event | preparing | verb | pass its inspection, pass the inspection, pass a un inspection
event | preparing | verb | complete pre deployment training, finish pre deployment training
event | preparing | verb | hold drills, get ready, conduct drills, run drills
event | preparing | other | been vaccinated, being vaccinated, begun preparing
event | preparing | other | en route, on their way, on its way, been kitted out, doing drills
event | preparing | other | inspection visit, scouting party, fact finding team
event | preparing | verb | rehearse, drill, board, embark, set sail, complete training
event | preparing | verb | complete its training, complete their training, undergo training
event | preparing | verb | finish its training, finish their training, receive training
event | preparing | other | pre deployment training, predeployment training
event | preparing | other | pre deployment inspection, pre deployment verification
event | preparing | other | reconnaissance officers, reconnaissance party, advance survey
event | preparing | other | begun training, started training, completed training, in training
event | preparing | other | reconnaissance mission, reconnaissance visit, reconnaissance team
event | deployed | verb | arrive, land, touch down, reach theatre, come ashore, disembark
event | deployed | verb | step off, fly in, fly into, roll into, reach
event | deployed | verb | set foot in, set foot on, pour into, march into, dock in, wade ashore
event | deployed | verb | go ashore, take up their posts, take up its post, take up position
event | deployed | verb | take up positions, take up its positions, take up their positions
event | deployed | verb | come in to land, drive into, cross into, get to
event | deployed | noun | arrival, arrivals
event | operational | other | became operational, is operational, are operational
event | operational | other | fully operational, declared operational, transfer of authority
event | operational | other | full operational capability, full operating capability
event | operational | other | full operational capacity, initial operational capability
event | operational | verb | assume command, assume responsibility, take over command
event | operational | verb | take charge of
event | operational | verb | begin operations, start operations, begin patrols, start patrols
event | operational | verb | begin patrolling, start patrolling, assume its duties
event | operational | verb | assume their duties, take up its duties, take up their duties
event | operational | verb | take over its sector, take over their sector, take over its area
event | operational | verb | declare itself operational, declare themselves operational
event | operational | verb | take over the area, become fully operational, reach full strength
event | operational | verb | take over from, begin its operations, conduct its first patrol
event | operational | other | up and running, begun patrolling, begun patrols, begun operations
event | operational | other | fully functional, initial operational capacity
event | operational | verb | take over the sector, take over responsibility, take command
event | operational | other | become operational, now operational
event | operational | other | initial operating capability
decide | | verb | decide, opt, make up its mind, make up their mind, make up our mind
decide | | verb | make a decision, reach a decision, take a decision, come to a decision
decide | | verb | vote to, choose to
decide | send | verb | vote in favour of sending, vote in favor of sending, vote for sending
decide | send | verb | vote in favour of deploying, vote in favor of deploying
decide | send | verb | vote in favour of the deployment, vote in favor of the deployment
decide | send | verb | vote in favour of the dispatch, vote in favour of a deployment
decide | send | verb | vote for the deployment, vote for the dispatch, vote for deploying
decide | | noun | decision, decisions, final decision, a final word
decide | undecided | other | undecided, uncommitted, non committal, noncommittal, indecision
decide | undecided | other | on the fence, wait and see, hesitant, hesitating, wavering
decide | undecided | other | hold off, holding off, held off, premature, too early to
decide | undecided | verb | put off a decision, delay a decision, postpone a decision
decide | undecided | verb | defer a decision, put off its decision, delay its decision
decide | undecided | verb | postpone its decision, defer its decision, leave the decision
decide | undecided | verb | leave a decision, put off the decision, put off deciding
decide | undecided | verb | reserve judgement, reserve judgment, play for time, keep its counsel
decide | undecided | verb | hesitate to, hesitate over, hesitate, waver, dither, vacillate
decide | undecided | verb | prevaricate, equivocate, sit on its hands, stall on, stall over
decide | undecided | other | divided over, split over, at odds over, divided on, split on
decide | undecided | other | yet to vote on, yet to vote, will vote on, to vote on, due to vote
decide | undecided | verb | buy time, sit on the fence, bide its time, leave open whether
decide | undecided | other | before deciding, before making a decision, before taking a decision
decide | undecided | other | before it decides, before committing, before making any commitment
decide | undecided | other | not been confirmed, not yet been confirmed, yet to be confirmed
decide | undecided | other | yet to confirm, has not confirmed, have not confirmed
decide | undecided | other | had not confirmed, not yet confirmed, not confirmed whether
decide | undecided | other | given no answer, gave no answer, no firm answer, no clear answer
decide | undecided | other | given no clear answer, neither confirmed nor denied
decide | undecided | other | neither confirm nor deny, in two minds, of two minds, torn over
decide | undecided | other | too soon to, too early for, undecided on, non commital
refuse | | verb | say no to, close the door, turn, dismiss the idea
refuse | | verb | refuse, decline, rule out, reject, turn down, rebuff, balk at, preclude
refuse | | verb | stay out of, sit out, stand aside, opt out, pass on, pass up
refuse | | verb | shut the door, slam the door, spurn, brush aside, brush off, rule itself out
refuse | | verb | want no part, have no part, play no part, take no part, have no role
refuse | | verb | play no role, stay on the sidelines, stay away from, opt against
refuse | | verb | decide against, choose not to, opt not to, decide not to, elect not to
refuse | | verb | vote against sending, vote down, throw out, give short shrift
refuse | | verb | have nothing to do with, want nothing to do with
refuse | | other | will not set foot, never set foot, not set foot
refuse | | other | out of the question, off the table, not on the table, not on the agenda
refuse | | other | no question of, no appetite for, no desire to
refuse | | noun | refusal, rejection
refuse | | other | unwilling, reluctant to, not willing
suspend | | verb | suspend, halt, pause, freeze, shelve, postpone, put on hold, put on ice
suspend | | verb | interrupt, mothball, put on the back burner, put the brakes on
suspend | | verb | delay the sending, delay the departure, delay the deployment
suspend | | verb | delay the dispatch, delay its deployment, delay its departure
suspend | | verb | delay indefinitely, defer the deployment, defer its deployment
suspend | | other | been delayed indefinitely, delayed until further notice
suspend | | other | on hold, on ice, suspension
withdraw | | verb | withdraw, pull out, pull, drop out, rescind, quit, recall, walk back
withdraw | | verb | leave, remove, cut short, scale down, draw down, wind down, quit the mission
withdraw | | verb | reduce its contribution, reduce its contingent, reduce its presence
withdraw | | verb | bring, take, end its participation, end their participation
withdraw | | verb | end its deployment, end its involvement, end its role, end its mission
withdraw | | verb | call back, call home, call, pack up
withdraw | | verb | retract, bring home, back out, send troops home, bring troops home
withdraw | | verb | take back its, take back his, take back their, go back on, renege on
withdraw | | verb | backtrack on, row back on, backpedal on, back off from, cancel, scrap
withdraw | | other | was sent home, were sent home, been sent home, no longer part of
withdraw | | other | no longer a part of, no longer takes part, no longer contributes to
withdraw | | other | no longer a member of, no longer participates
withdraw | | verb | cease its participation, cease participation, stop its participation
withdraw | | verb | end its presence, end their presence, end its stay, end its tour
withdraw | | verb | bow out, pull the plug on, wrap up, phase out, disengage
withdraw | | noun | withdrawal, pullout
exclude | | verb | rule, shut out, keep out, exclude, veto, bar, block, ban, forbid, blacklist
exclude | | verb | shut, lock, freeze out, leave out of, lock out
exclude | | noun | exclusion
exclude | | plain | not allow, not let, not permit, never allow, never let, never permit
exclude | | verb | refuse to let, refuse to allow, refuse to permit, refuse to admit
exclude | | past | kept out of
exclude | | other | have no place in, has no place in, no place for, not welcome in
exclude | | other | not be welcome, not welcome, unwelcome
object | | verb | object, oppose, protest
object | | noun | objection, objections, opposition to
object | | other | not comfortable with, uncomfortable with
consent | | verb | consent, accept, acquiesce, give its consent, give consent, give its consent to
consent | | verb | give consent to, take up
consent | | noun | consent, acceptance
contact | press | verb | urge, press, lean on, pressure, lobby, court, call on, implore, push
contact | | verb | ask, invite, request, reach out to, contact, approach, formally invite
contact | | verb | appeal to, sound out, turn to, formally request, formally ask
contact | | verb | extend an invitation to, issue an invitation to, send an invitation to
contact | | verb | put out feelers to, make overtures to, send a request to, call upon
contact | | verb | put in a request to, submit a request to, canvass, solicit, implore
contact | | verb | ask formally, knock on, seek troops from, seek soldiers from
contact | | verb | seek contributions from, seek help from, seek police from
contact | | verb | write to ask, address a request to, put a request to
contact | | noun | request, requests, invitation, invitations, appeal
"""

_ACTS = """
act | join | verb | join, take part, participate, be part of, be a part of
act | join | plain | serve in, serve with
act | join | present | serves in, serves with
act | join | ongoing | serving in, serving with
act | join | verb | sign on, step forward, come forward, step up, lead, play a role
act | join | verb | play a part, fill the gap, fill a gap, plug the gap
act | join | verb | take responsibility for, take on
act | join | noun | participation, involvement, membership, role in
act | send | verb | go to, head to, travel to, boost, increase, reinforce, double, send
act | send | verb | raise its, raise their, raise the number, extend its, extend the
act | send | verb | extend their, prolong its, prolong the, renew its contribution
act | send | verb | contribute, deploy, dispatch, provide, supply, station, give, lend, field
act | send | verb | put, second, donate, transfer, send in, despatch, chip in, assign
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
if | | other | if, unless, provided, provided that, providing, as long as, so long as, in case
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
whether | | other | asked where, asked why, asked who, ask when, ask how many, ask if
pending | | other | outstanding, still open, still pending, yet to be taken, yet to be made
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
first | party | other | advance party, advance team, vanguard, advance guard, advance unit
first | party | other | forward party, advance contingent, lead elements, forward team
first | party | other | advance detachment, advance elements
first | | other | first, initial, advance
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
resource | infantry | noun | infantry, infantry battalion, infantrymen, mechanised infantry
resource | infantry | noun | rangers, gunners, commando battalion, rapid reaction force
resource | infantry | noun | quick reaction force, foot soldiers, airborne troops
resource | infantry | noun | paratroopers, marines, commandos, mechanized infantry, riflemen
resource | police | noun | police, police officers, officers, gendarmes, gendarmerie, policemen
resource | police | noun | police officer, formed police unit, formed police units
resource | police | noun | police units
resource | engineering | noun | engineers, engineer, sappers, engineering, construction units
resource | engineering | noun | pioneers
resource | medical | noun | medics, doctors, nurses, field hospital, field hospitals
resource | medical | noun | medical teams, medical team, medical staff, medical personnel
resource | medical | noun | hospital ship, surgeons, medical, hospital ships, medical units
resource | medical | noun | hospital, paramedics, medical evacuation, air ambulance
resource | aviation | noun | helicopters, helicopter, aircraft, fighter jets, fighters, jets
resource | aviation | noun | pilots, air patrols, gripen, warplanes, planes, air support
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
resource | naval | noun | task force, flotilla
resource | naval | noun | destroyer, patrol boats, minehunters, warship
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
open | | other | not yet agreed, to be worked out, under discussion, still being negotiated
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
    (_QUESTIONS, _SPEECH, _FUNCTION, _ACTS, _OPERATORS, _CONTEXT, _NOUNS),
)
"""All tables, the particular before the general."""
