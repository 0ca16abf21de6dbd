r"""What a relation in running text is: set by the author, a condition, a mention, or a claim.

"Let $x > 0$" and ", $x > 0$" right behind a declaration set it for what follows;
"if $x > 0$" makes it a condition of its sentence; "the minimum is at $x = 1$" and
"we do not assume $x > 0$" only mention it.
"""
from __future__ import annotations

import re

from symbolic.reading.documents.beside import CLAIMED, SATISFYING
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import DENIED, masked, sentence_at
from symbolic.reading.words.phrases import ROOT

SETS, CONDITION, MENTION, CLAIM = "sets", "condition", "mention", "claim"

CONDITIONING = re.compile(
    r"\b(?:if|when|whenever|since|because|as|as long as|provided|provided that|in case|for|for all|for every|for each|for any|case|"
    r"unless|on|at|assuming|assuming that|once|while|if and only if|only if|iff|due to|using|(?<!defined )(?<!given )(?<!denoted )by|case \w+)\b[\s(:.¤,]*\Z", re.I)
IN_BRACKETS = re.compile(r"\b(?:for|if|when|in)\b[^¤§.,;]{1,40}\(\s*\Z|\b(?:for|if|when)\b[^§.;]{1,60}[,(]\s*(?:i‚e‚|ie\s|i\.e\.|that is)[\s,:]*\Z", re.I)
"""``for a negative one ($y_i = 0$)``, ``for orthonormal columns, i.e. $X^\\top X = I$``."""
CONDITION_BEFORE = re.compile(r"\b(?:if|when|whenever|since|because|unless|as long as|provided|whether|in case)\b", re.I)
SETTING = re.compile(
    r"\b(?:(?:let|suppose|assume|supposing|requires?|demand|needs?|take|fix|choose|pick|consider|given|throughout|here|restrict(?:ed)? to|"
    r"satisf(?:y|ies|ying)|obey(?:s|ing)?|such that|so that|with|where|w\.?l\.?o\.?g\.?|wlog|without loss of generality|by assumption|by definition|"
    r"in what follows|in the following|hypothesis|the constraints?|subject to(?: the constraint)?|(?:be|is|are) (?:defined|given) (?:by|as|through|via))"
    r"(?:[ ,:]+(?:that|first|for now|for the moment|further|also|now|only|only consider|in addition|throughout|we have|it holds that|moreover|always|from now on))*)[\s,:(]*\Z", re.I)
VALUED = re.compile(r"\b(?:let|set|define|defining|put|denote|where|write|writing|call|introduce|abbreviate|take|given by|defined (?:by|as)|namely|have|is|"
                    r"with|and|consider|now|then|for the|(?:(?:de|eigende)composition|factori[sz]ation|svd)(?: of ¤ *(?:is|as)?)?|(?:be|is|denotes?) (?:the|its|an?)(?: [\w-]+){1,3}|(?:define|let|set|with|by|consider) (?:the|an?)(?: [\w-]+){1,3})[\s,:]*\Z|\A[\s\d.)(*_:-]*\Z|[:,]\s*\Z", re.I)
APPOSED = re.compile(
    r"\b(?:inputs?|outputs?|layers?|activations?|pre-?activations?|predictions?|logits?|loss|objective|cost|residuals?|states?|features?|scores?|embeddings?|representations?|"
    r"probabilities|probability vector|estimate|estimator|projection|encoding|code|reconstruction|margin|gates?|queries|keys|values|softmax|network|model)[\s:]*\Z", re.I)
"""Nouns with a formula right behind them, "the output $o = Vh$", which says what they are."""
UNMEANT = re.compile(
    r"\b(?:for (?:instance|example)|e‚g‚|typically|usually|sometimes|often|exclud\w*|initially|initiali[sz]\w*|starts?|starting|by default|special case|"
    r"trivial case|experiments?|not just|compare\w*|except|at|vanishes|reduces|the (?:case|choice|point|value)|minimum|maximum|optimum|plot|"
    r"one might|might|mistake|tempting|contradiction|does not|do not|cannot|not|never|false|wrong|earlier|later|recall|instead|example|roots?|"
    r"other than|unlike|without(?! loss)|hardly|figure|fig‚)\b", re.I)
DANGLING = re.compile(r"\b(?:or|nor|not|than|versus|of|from|(?<!restrict )(?<!restricted )to|but not)[\s(:]*\Z", re.I)
OTHERS = re.compile(r"\b(?:some|many|most|several|other|certain) (?:\w+ )?(?:authors?|books?|texts?|textbooks?|papers?|people|sources|references|conventions?|implementations?|frameworks?)\b", re.I)
RENEWING = re.compile(r"\b(?:replac\w+|with|now|instead)\b[^.?!]*\Z", re.I)
ROUGHLY = re.compile(r"\bto (?:first|second|leading|lowest) order\b|\b(?:neglecting|ignoring|approximately|contradiction|mistake|one might|for small|heuristically)\b",
                     re.I)
CASES = re.compile(r"\b(?:(?:in(?:dices|dexes)|they|both|letters|two) (?:differ|coincide|agree|match|are (?:equal|different|distinct|the same|not the same|unequal))|"
                   r"(?:distinct|different|equal|unequal|identical|coinciding) in(?:dices|dexes)|would (?:have|get|obtain|find|give|yield|be|become|read|simplify|reduce|hold)|"
                   r"(?:if|when|whenever|unless|in case|suppose|supposing|assuming)\s+(?:that\s+)?(?:¤\s*(?:is|are|were|was|has|have|had)|(?:the|all|both|there|any|every|each|only|no|our|this)))\b", re.I)
"""Words that keep a formula to a case, or make it one of another world."""
MINIMISED = re.compile(r"\b(?:minimi[sz]\w+|maximi[sz]\w+)\b[^.?!]*\b(?:gives|yields|leads to|results in|requires|means|amounts to|solution|optimum)\W*\Z", re.I)
DESCRIBED = re.compile(rf"{ROOT.pattern}|cent(?:er|re)d|normali[sz]ed|standardi[sz]ed|whitened|zero[- ]mean|balanced|feasible|optimal", re.I)
FOLLOWING = re.compile(r"\b(?:hence|thus|so|then|therefore|get|gets|obtain|gives|yields|find|have|conclude|that is)\b", re.I)
TRAILING = re.compile(
    r"\A[\s$)]*(?:is (?:not )?(?:allowed|excluded|possible|impossible|trivial|the simplest|well known|clear|a common|one|an? )|gives|yields|were|"
    r"does not hold|holds if|is false|was|would|fails|corresponds|has the|is wrong|or\b|may|might|can|could)", re.I)
DENIED_BEHIND = re.compile(r"\A[\s$.\]\\]*(?:(?:but|and|which|this|that|it) )+(?:is|would be|was|fails|does)\b(?: \w+)? ?(?:wrong|false|not|incorrect|a mistake|nonsense|)",
                           re.I)
WORDED = re.compile(r"(?:\A|[,;:§]|\b(?:but|and|moreover|that))\s*(?:if|when|whenever|unless|provided(?: that)?|in case)\b(?! and only)[^§]*?\b(?:is|are|has|have|holds?|satisf\w+|lies?|commutes?|exists?|vanish\w*)\b", re.I)
SETS_ANEW = re.compile(r"(?:^|[.;§]|\b)\s*(?:now|next|next,|finally,?|specifically,?|in particular,?)?\s*\b(?:let|take|set|put|choose|consider|define|specialise to|specialize to)"
                       r"(?: (?:now|us (?:take|consider|choose)|the function|for instance))?[\s:,]*\Z", re.I)
STEP = re.compile(r"nabla|\\(?:partial|eta|alpha|Delta|lambda)\b|\b(?:update|iterat\w+|descent|step)\b", re.I)
QUANTIFIED = re.compile(r"\bfor (?:all|any|each|every|some|at least one|one)\s+¤[\s,]*+\Z", re.I)
"""A quantifier between the word that sets a relation and the relation."""
ONE_OF_MANY = r"one(?! (?:data|training|input|single|hidden)?[ -]?(?:sample|example|datum|observation|point|instance|pair|input|token|layer|step|unit|neuron)\b)"
"""“One” that says of which it is, and not what kind of thing is looked at: for one sample."""
EXISTS_BEFORE = re.compile(rf"\b(?:for (?:some|at least one|{ONE_OF_MANY}|most|almost all)|there (?:is|are|exists?|must be)|exists?|one can find|we can find|can be found)\b[^.;]*\Z", re.I)
SUPPOSED = re.compile(r"\b(?:let|suppose|assume|assuming|supposing|given)(?:\s+(?:that|first|further|also|now|in addition))*[\s:,]*\Z", re.I)
EXISTS_BEHIND = re.compile(r"\A[\s$)\].,\\]*+(?:(?:only|exactly|just|and|but) )*(?:for|with|in|at) (?:some|at least|(?:exactly )?one\b(?! of)|infinitely many|most|almost (?:all|every)|even|odd)\b",
                           re.I)
JOINED = re.compile(r"\A[\s$)]*+(?:for (?:all|each|every|any) (?:\$[^$]*\$|[\w ]+?)\s*)?(?:(?:be|is|denotes?) an? (?:[\w-]+ )?(?:vector|matrix|scalar|number)s?\s+)?(?:[,;]|[,;]?\s*(?:and|with|where|such that|so that|for which|be such that|(?:(?:which|that) )?satisf(?:y|ies|ying)))?[\s$(]*\Z")


def role(document: s.Document, position: int) -> str:
    """What the text makes of an inline relation."""
    st = document.statements[position]
    plain, sentence = masked(document.printed), sentence_at(document.printed, st.start)
    mark = plain.rfind("¤", sentence.start, st.start + 1)
    if st.display or mark < 0 and "¤" not in plain[max(sentence.start - 2, 0):st.start + 1]:
        return CLAIM
    lead = plain[sentence.start:max(mark, sentence.start)]
    trail = plain[st.end:sentence.end]
    lead = _without_membership(document, position, lead)
    clause = QUANTIFIED.sub(" ", re.split(r"[;§]|,\s(?=(?:so|hence|we|the|it)\b)|\bthen\b", lead)[-1])
    if sentence.stop == "?" or DENIED.search(lead) or TRAILING.match(trail) or re.search(r"\bno \w+ such as\b", lead):
        return MENTION
    if CONDITION_BEFORE.search(clause.replace("¤", " ")) or CONDITIONING.search(clause) or IN_BRACKETS.search(lead):
        return CONDITION
    if others_say(document, position) or UNMEANT.search(clause) or DANGLING.search(clause):
        return MENTION
    if SATISFYING.search(clause.rstrip("¤ ")) and CLAIMED.search(lead):
        return CLAIM
    if SETTING.search(clause) or _behind_a_declaration(document, position):
        return SETS
    return CLAIM


def _without_membership(document: s.Document, position: int, lead: str) -> str:
    r"""The lead without "for $x \\in \\mathbb{R}^n$," right before a formula or several, which declares x, and is no condition on what follows."""
    found = re.search(r"\bfor\s+¤(?P<rest>[\s,¤]|and\b)*\Z", lead)
    first = position - found.group().count("¤") if found is not None else -1
    if first < 0 or [r.operator for r in document.statements[first].relations] not in (["\\in"], ["\\colon"], [":"]):
        return lead
    return lead[:found.start()]


def words_before(document: s.Document, position: int) -> str:
    """What stands before a statement in its sentence."""
    return lead_at(document, document.statements[position].start)


def lead_at(document: s.Document, start: int) -> str:
    """What stands before a formula in its sentence; a blank line right before the formula ends none that has no full stop."""
    plain = masked(document.printed)
    sentence = sentence_at(document.printed, start)
    before = plain[:sentence.start].rstrip()
    if before and not re.search(r"\w", plain[sentence.start:start]) and not before.endswith((".", "?", "!", "§")):
        earlier = sentence_at(document.printed, len(before) - 1)
        sentence = sentence if plain[earlier.end:sentence.start].strip() else earlier
    return plain[sentence.start:start]


def kept_to_a_case(document: s.Document, position: int) -> bool:
    r"""Do words keep a formula to a case, "when the indices differ", or is it the equation that a minimum satisfies?"""
    lead, st = words_before(document, position), document.statements[position]
    return CASES.search(lead) is not None or MINIMISED.search(lead) is not None and [r.operator for r in st.relations] == ["="] \
        and re.search(r"nabla|\\partial|\bd[A-Za-z]|'", document.printed[st.start:st.end]) is None


def gives_number(statement: s.Statement) -> bool:
    r"""A letter and its number: ``n = 2``, ``\mu = 0``."""
    return [r.operator for r in statement.relations] == ["="] and isinstance(statement.members[0].syntax, s.Name | s.Scripted) \
        and isinstance(statement.members[1].syntax, s.Number)


def described(document: s.Document, position: int) -> bool:
    r"""Do words before an inline formula say a property of something, "the data are centred, so $\mu = 0$"?"""
    return not document.statements[position].display and DESCRIBED.search(words_before(document, position)) is not None


def renews(document: s.Document, position: int) -> bool:
    """Do the words around an equation give a function another formula: "with the ReLU, …", "we write … instead"?"""
    return RENEWING.search(words_before(document, position)) is not None or re.match(r"[\s$\\)]*instead\b", document.printed[document.statements[position].end:]) is not None


def sets_anew(document: s.Document, st: s.Statement) -> bool:
    """Do the words right before a formula give a function that was spoken of a formula: "Now take", "Let"?"""
    return SETS_ANEW.search(lead_at(document, st.start).rstrip("¤§ \n\t")) is not None


def under_words(document: s.Document, position: int) -> bool:
    """Does a condition in words, "if $A$ and $B$ are square, then", stand before a formula in its sentence?"""
    return not document.statements[position].display and WORDED.search(words_before(document, position)) is not None


def claimed_before(document: s.Document, st: s.Statement) -> bool:
    """Do the words before a formula claim it: "show that", "hence"?"""
    return CLAIMED.search(lead_at(document, st.start)) is not None


def others_say(document: s.Document, position: int) -> bool:
    """Does an inline formula stand behind "some authors", so that it is none of this text's?"""
    return not document.statements[position].display and OTHERS.search(words_before(document, position)) is not None


def of_some(document: s.Document, position: int) -> bool:
    """Do the words before or behind a relation say it of some index or number only, and not of all?"""
    st, plain = document.statements[position], masked(document.printed)
    lead = re.split(r"[;§]|,\s(?=(?:so|hence|we|it)\b)", words_before(document, position).rstrip("§ \n\t"))[-1]
    return EXISTS_BEFORE.search(lead) is not None or EXISTS_BEHIND.match(plain[st.end:]) is not None


def supposed_before(document: s.Document, position: int) -> bool:
    """Do the words right before a display set it: "Suppose that", "Let"?"""
    return document.statements[position].display and SUPPOSED.search(words_before(document, position).rstrip("§ \n\t")) is not None


def mentions_a_value(document: s.Document, position: int) -> bool:
    """Is this ``x = 0`` in running text, behind no word that sets or claims it?"""
    st = document.statements[position]
    if st.display or [r.operator for r in st.relations] != ["="] or not isinstance(st.members[1].syntax, s.Number):
        return False
    return not gives_a_value(document, position) and not FOLLOWING.search(words_before(document, position))


def roughly(document: s.Document, position: int) -> bool:
    """Does the sentence say that a formula holds only roughly, or not at all?"""
    return ROUGHLY.search(words_before(document, position)) is not None


def denied_behind(document: s.Document, position: int) -> bool:
    """Does the text right behind a display say that it is wrong?"""
    return DENIED_BEHIND.match(document.printed[document.statements[position].end:]) is not None


def updates(statement: s.Statement) -> bool:
    r"""Is this ``w = w - \eta \nabla L(w)``: a new value of w, and no equation?"""
    match [m.syntax for m in statement.members]:
        case [s.Name(text=name), s.Additive(terms=((_, s.Name(text=first)), *rest))] if name == first and rest:
            return STEP.search(f"{statement.words} {rest!r}") is not None
    return False


def _behind_a_declaration(document: s.Document, position: int) -> bool:
    r"""``Let $x \in \mathbb{R}$, $x > 0$``: nothing but a comma or "and" since a membership in its sentence."""
    text, k = document.printed, position
    if CLAIMED.search(words_before(document, position)):
        return False
    while k > 0:
        before = document.statements[k - 1]
        end = max([before.end, *(q.end for q in before.qualifiers if q.end <= document.statements[k].start)])
        if before.display or not JOINED.match(text[end:document.statements[k].start]):
            return False
        if [r.operator for r in before.relations] == ["\\in"]:
            return True
        k -= 1
    return False


def gives_a_value(document: s.Document, position: int) -> bool:
    """Does the text before an inline equation let it give its symbol a value?"""
    st = document.statements[position]
    if st.display:
        return True
    plain, sentence = masked(document.printed), sentence_at(document.printed, st.start)
    lead = plain[sentence.start:max(plain.rfind("¤", sentence.start, st.start + 1), sentence.start)]
    clause = re.split(r"[;§]", lead)[-1]
    return (VALUED.search(clause) is not None or APPOSED.search(clause) is not None) and not UNMEANT.search(clause) and not CONDITION_BEFORE.search(clause) \
        and not TRAILING.match(plain[st.end:sentence.end])
