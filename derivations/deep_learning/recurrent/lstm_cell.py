r"""The memory of an LSTM, gates given: c = f ⊙ c′ + i ⊙ g, h = o ⊙ tanh(c).

Where f is near 1 the memory's Jacobian is near the identity: the gradient neither vanishes nor explodes.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.recurrent.lstm_cell",
    title="Jacobians of an LSTM's memory",
    statement=r"\frac{\partial h}{\partial c'} = \operatorname{diag}(o \odot (1 - \tanh^2(c)) \odot f)",
    also=(r"\frac{\partial c}{\partial c'} = \operatorname{diag}(f)",
          r"\frac{\partial c}{\partial i} = \operatorname{diag}(g)",
          r"\frac{\partial h}{\partial o} = \operatorname{diag}(\tanh(c))",),
    given=(r"f, i, o, g, c' \in \mathbb{R}^n",
           r"c = f \odot c' + i \odot g",
           r"h = o \odot \tanh(c)",),
    layout="numerator",
    source="Hochreiter, Schmidhuber (1997); Gers, Schmidhuber, Cummins, Learning to Forget (2000)",
    proof=(
        Line(r"\frac{\partial h}{\partial c'}"),
        Line(r"\frac{\partial h}{\partial c} \frac{\partial c}{\partial c'}",
             "chain rule: h depends on the old memory through the new one"),
        Line(r"\operatorname{diag}(o \odot (1 - \tanh^2(c))) \operatorname{diag}(f)",
             "elementwise functions have diagonal Jacobians"),
        Line(r"\operatorname{diag}(o \odot (1 - \tanh^2(c)) \odot f)", "diagonal matrices multiply entrywise"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial h}{\partial c'} = \operatorname{diag}(o \odot f)", "the slope of tanh is lost"),
        NearMiss(r"\frac{\partial h}{\partial c'} = \operatorname{diag}(o \odot \tanh(c) \odot f)",
                 "tanh for its derivative"),
        NearMiss(r"\frac{\partial c}{\partial c'} = \operatorname{diag}(i)", "input gate for forget gate"),
        NearMiss(r"\frac{\partial c}{\partial i} = \operatorname{diag}(c')",
                 "the candidate stands beside the input gate"),
    ),
)
