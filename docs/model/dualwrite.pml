/* One row's key, two databases, two application processes. See README.md for what is checked and which variants there are.

   P is the primary, S the secondary. Values: 0 the row is absent, 1 and 2 its versions. Values are only copied, and compared at the end, so two versions
   stand for any number of them. A database shows what is committed; who writes a row holds its lock until the end of its transaction. An absent row
   can't be locked, and nobody sees an insert before its commit. */

#define NW 2                   /* processes */
#ifndef NTX1
#define NTX1 1                 /* transactions of the first */
#endif
#ifndef NTX2
#define NTX2 1                 /* and of the second */
#endif

#define OTHER(w) (NW+1-w)

#define KNOWN 1
#define UNKNOWN 2

byte P = 0, S = 0;
byte pl = 0;                   /* who holds the row's lock on the primary: a writer, REC+w its reconciler, DOUBT+w a commit without an answer */
byte sl = 0;                   /* the same on the secondary */
byte pd = 0, sd = 0;           /* what a commit without an answer will have committed, if it does */
#define REC 10
#define DOUBT 20

bit  intent[NW+1];             /* durable */
byte owed[NW+1];               /* the key's entry in the queue: 0, KNOWN or UNKNOWN; durable */
bit  again[NW+1];              /* it was asked for since it was handed out */
bit  seen[NW+1];               /* absent at an earlier look, which is now long enough ago once `wait` is over */
bit  under[NW+1];              /* a commit is under way: the twin may have committed, the host has not ended */
bit  wait[NW+1];               /* of this reconciler: a commit of the other process that was under way as it looked still is */
bit  late[NW+1];               /* this commit takes longer than anybody waits for it */
byte doubts[NW+1];             /* commits without an answer that have not ended */
bit  over[NW+1];               /* the application of this process has no more transactions */

inline owe(w, how) {
  if :: owed[w] < how -> owed[w] = how :: else fi;
  again[w] = 1;
#ifdef LOOKS_GO_ON
  if :: how == UNKNOWN -> seen[w] = 0 :: else fi
#else
  seen[w] = 0
#endif
}

inline commitOver(w) { under[w] = 0; wait[OTHER(w)] = 0 }

#ifdef DONE_IN_ANY_CASE
#define ASKED_AGAIN 0
#else
#define ASKED_AGAIN again[w]
#endif

#ifdef CRASH
#define OR_CRASH :: goto crashed
#else
#define OR_CRASH
#endif

proctype Writer(byte w) {
  byte n = 0, v; bit lost, holds, committed, doubt, hostFailed;
  do
  :: n == (w == 1 -> NTX1 : NTX2) -> break
  :: else ->
    n++;
    /* The host's statements. */
    atomic { pl == 0 -> pl = w; if :: v = 0 :: v = 1 :: v = 2 fi }
    /* The twin's, after them. */
    if
    :: lost = 1                                         /* refused, late, or not asked at all: asynchronous, catching up, breaker open */
    :: atomic { sl == 0 -> sl = w; holds = 1 }
    :: v == 0 && S == 0                                 /* a delete that finds nothing locks nothing, and doesn't see an insert under way */
    OR_CRASH
    fi;
    /* The keys, before either side commits. */
#if defined(NO_INTENT)
    skip;
#elif defined(NO_INTENT_WHEN_LOST)
    if :: lost :: else -> intent[w] = 1 fi;
#else
    intent[w] = 1;
#endif
#ifdef HOST_FIRST
    if
    :: atomic { P = v; pl = 0 }
    OR_CRASH
    fi;
    if
    :: lost
    :: atomic { !lost -> if :: holds -> S = v; sl = 0; holds = 0 :: else fi; committed = 1 }
    OR_CRASH
    fi;
#else
    /* The twin's COMMIT. */
    if
    :: lost
    :: atomic { !lost -> if :: holds -> S = v; sl = 0; holds = 0 :: else fi; committed = 1; under[w] = 1 }
    :: atomic { !lost -> if :: holds -> sl = 0; holds = 0 :: else fi; lost = 1 }
#ifdef TWIN_DOUBT
    :: atomic { !lost && holds -> sl = DOUBT+w; holds = 0; lost = 1; doubt = 1; sd = v; doubts[w]++ }
#endif
    OR_CRASH
    fi;
    /* The host's COMMIT. */
    if
    :: atomic { P = v; pl = 0 }
    :: atomic { hostFailed = 1; pl = 0 }
#ifdef HOST_DOUBT
    :: atomic { hostFailed = 1; doubt = 1; pl = DOUBT+w; pd = v; doubts[w]++ }
#endif
    OR_CRASH
    fi;
#endif
    /* What becomes of the intent. */
    if
    :: atomic {
         commitOver(w);
         if
         :: doubt ->
#ifdef DOUBT_IS_KNOWN
            owe(w, KNOWN)
#else
            owe(w, UNKNOWN)
#endif
         :: !doubt && (lost && !hostFailed || committed && hostFailed) -> owe(w, KNOWN)
#ifdef LATE_IS_OWED
         :: !doubt && !lost && !hostFailed && late[w] -> owe(w, KNOWN)
         :: !doubt && !lost && !hostFailed && !late[w] -> skip
#else
         :: !doubt && !lost && !hostFailed -> skip
#endif
         :: !doubt && !committed && hostFailed -> skip
         fi;
         late[w] = 0;
         if :: holds -> sl = 0; holds = 0 :: else fi;
         intent[w] = 0
       }
    OR_CRASH
    fi;
    goto next;
crashed:
    atomic {
      if :: pl == w -> pl = 0 :: else fi;
      if :: sl == w -> sl = 0 :: else fi;
      commitOver(w); late[w] = 0;
      if :: intent[w] -> owe(w, UNKNOWN); intent[w] = 0 :: else fi
    }
next: atomic { v = 0; lost = 0; holds = 0; committed = 0; doubt = 0; hostFailed = 0 }
  od;
  over[w] = 1
}

proctype Reconciler(byte w) {
  byte v; bit sure, earlier, deleted, enough, unlocked;
  do
  :: atomic { owed[w] != 0 && !intent[w] && !wait[w] ->
       again[w] = 0; earlier = seen[w];
       sure = (owed[w] == KNOWN || doubts[w] == 0) }     /* of an unknown outcome: the last look, long enough after all that could be under way */
     atomic {
       if
       :: P != 0 && pl != 0 -> goto next                 /* SKIP LOCKED: postponed */
       :: P != 0 && pl == 0 ->
          v = P;
#ifndef NO_ROW_LOCK
          pl = REC+w
#endif
       :: P == 0 -> v = 0
       fi
     }
#ifdef LOCK_LOST
     if :: skip :: atomic { pl == REC+w -> pl = 0; unlocked = 1 } fi;   /* the primary ended the reconciler's transaction */
#endif
     if
     :: atomic { v != 0 && sl == 0 -> S = v }
     :: atomic { v == 0 && S == 0 }
     :: atomic { v == 0 && S != 0 && sl == 0 -> S = 0; deleted = 1 }
     :: goto release                                     /* it failed, or a lock's timeout is over */
     OR_CRASH
#ifdef RECONCILER_DOUBT
     :: atomic { (v != 0 || S != 0) && sl == 0 ->        /* the watchdog gives up on the COMMIT, and the primary's lock back */
          sl = DOUBT+w; sd = v; doubts[w]++;
#ifndef WATCHED_IS_KNOWN
          owe(w, UNKNOWN);
#endif
          goto release }
#endif
     fi;
#ifdef CRASH
     if :: skip :: goto crashed fi;
#endif
     atomic {                                            /* what this look says of the entry, unless it was asked for again since */
       enough = (v != 0 || earlier && !deleted);
#if defined(ONE_LOOK)
       enough = 1;
#elif defined(TWO_LOOKS_AT_MOST)
       enough = (v != 0 || earlier);
#elif defined(SECOND_LOOK_AFTER_DELETE_ONLY)
       enough = !deleted;
#endif
       if :: unlocked -> owe(w, UNKNOWN) :: else fi;
       if
       :: ASKED_AGAIN -> skip
       :: !ASKED_AGAIN && enough && sure -> owed[w] = 0; seen[w] = 0
       :: !ASKED_AGAIN && !(enough && sure) ->
#ifdef THIRD_LOOK_SOON
          if :: !earlier && v == 0 -> wait[w] = under[OTHER(w)] :: else fi;
#else
          if :: v == 0 -> wait[w] = under[OTHER(w)] :: else fi;        /* sampled after the delete, which is what may have been wrong */
#endif
          seen[w] = (v == 0)
       fi
     }
     goto release;
crashed:
#ifndef RESTARTED_AS_IT_WAS
     atomic { owe(w, UNKNOWN) };
#endif
release:
     atomic { if :: pl == REC+w -> pl = 0 :: else fi }
next: atomic { v = 0; sure = 0; earlier = 0; deleted = 0; enough = 0; unlocked = 0 }
#ifdef SLOW
  :: atomic { wait[w] -> wait[w] = 0; late[OTHER(w)] = 1 } /* the longest time is over, and that commit isn't */
#endif
  :: atomic { over[w] && owed[w] == 0 && !intent[w] -> break }
  od
}

init {
  atomic { run Writer(1); run Writer(2); run Reconciler(1); run Reconciler(2) }
  do                                                     /* a COMMIT without an answer keeps its lock until it ends, one way or the other */
  :: atomic { sl >= DOUBT -> if :: S = sd :: skip fi; doubts[sl - DOUBT]--; sl = 0; sd = 0 }
  :: atomic { pl >= DOUBT -> if :: P = pd :: skip fi; doubts[pl - DOUBT]--; pl = 0; pd = 0 }
  :: atomic { _nr_pr == 1 && sl == 0 && pl == 0 -> break }
  od;
  assert(P == S)
}
