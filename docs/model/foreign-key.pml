/* A parent's row and a child's, two databases, two application processes. See README.md; the rules for one key are explained in dualwrite.pml.

   Rows are there or not: their versions are the other model's. A child's insert needs its parent, committed or of the same transaction, and holds a
   share lock on it. A parent is deleted only while it has no child, or takes its child along (CASCADE). */

#define OTHER(w) (3-w)
#define PARENT 0
#define CHILD 1
#define KNOWN 1
#define UNKNOWN 2
#define REC 10
#define DOUBT 20

#ifndef NTX1
#define NTX1 1
#endif
#ifndef NTX2
#define NTX2 1
#endif

bit  P[2], S[2];
byte pl[2], sl[2];             /* who holds a row's exclusive lock on the primary, on the secondary */
bit  psh[3], ssh[6];           /* who holds a share lock on the parent: 1, 2 the writers, DOUBTS+w a commit without an answer */
#define DOUBTS 3

byte intent[3];                /* durable; keys as bits */
byte under[3];
#define I(w,k) (2*(w)+(k))
byte owed[6];
bit  again[6], seen[6], wait[6];
bit  dm[6], dv[6];             /* what a commit without an answer writes, and its values; of one such commit a process */
bit  doubts[3];
bit  over[3];

#define BIT(k) (1<<(k))
#define PSHARED(w) (psh[OTHER(w)])
#define SSHARED(w) (ssh[OTHER(w)] || ssh[DOUBTS+1] || ssh[DOUBTS+2])

inline owe(w, k, how) {
  if :: owed[I(w,k)] < how -> owed[I(w,k)] = how :: else fi;
  again[I(w,k)] = 1;
  seen[I(w,k)] = 0
}

inline oweTouched(how) {
  if :: t[PARENT] -> owe(w, PARENT, how) :: else fi;
  if :: t[CHILD] -> owe(w, CHILD, how) :: else fi
}

inline commitOver(w) { under[w] = 0; wait[I(OTHER(w),PARENT)] = 0; wait[I(OTHER(w),CHILD)] = 0 }

inline releaseTwin() {
  if :: sl[PARENT] == w -> sl[PARENT] = 0 :: else fi;
  if :: sl[CHILD] == w -> sl[CHILD] = 0 :: else fi;
  ssh[w] = 0
}

inline releaseHost() {
  if :: pl[PARENT] == w -> pl[PARENT] = 0 :: else fi;
  if :: pl[CHILD] == w -> pl[CHILD] = 0 :: else fi;
  psh[w] = 0
}

inline applyTwin() {
  if :: h[PARENT] -> S[PARENT] = v[PARENT] :: else fi;
  if :: h[CHILD] -> S[CHILD] = v[CHILD] :: else fi
}

inline applyHost() {
  if :: t[PARENT] -> P[PARENT] = v[PARENT] :: else fi;
  if :: t[CHILD] || along -> P[CHILD] = v[CHILD] :: else fi
}

#ifdef CRASH
#define OR_CRASH :: atomic { !oneCrashed -> oneCrashed = 1; goto crashed }  /* one in all, for the number of states */
bit oneCrashed;
#else
#define OR_CRASH
#endif

/* What this transaction sees. */
#define HOST(k) (t[k] -> v[k] : P[k])
#define TWIN(k) (h[k] -> v[k] : S[k])
#define MINE(lock) ((lock) == 0 || (lock) == w)

proctype Writer(byte w) {
  byte n = 0, ops;
  bit t[2], v[2], h[2];        /* touched; its values; what the twin holds of it */
  bit lost, committed, doubt, hostFailed, along;
  do
  :: n == (w == 1 -> NTX1 : NTX2) -> break
  :: else ->
    n++; ops = 0;
    do
    :: ops < 2 ->
       ops++;
       /* The host's statement, then the twin's. */
       if
       :: atomic { !t[PARENT] && pl[PARENT] == 0 -> pl[PARENT] = w; t[PARENT] = 1; v[PARENT] = 1 };
          if
          :: lost
          :: atomic { !lost && sl[PARENT] == 0 -> sl[PARENT] = w; h[PARENT] = 1 }
          :: atomic { !lost -> lost = 1; releaseTwin() }
          fi
       :: atomic { !t[PARENT] && P[PARENT] && pl[PARENT] == 0 && !PSHARED(w) && !HOST(CHILD) ->
            pl[PARENT] = w; t[PARENT] = 1; v[PARENT] = 0 };
          if
          :: lost
          :: atomic { !lost && S[PARENT] && sl[PARENT] == 0 && !SSHARED(w) && !TWIN(CHILD) -> sl[PARENT] = w; h[PARENT] = 1 }
          :: !lost && !S[PARENT]
          :: atomic { !lost -> lost = 1; releaseTwin() }
          fi
#ifdef CASCADE
       :: atomic { !t[PARENT] && !t[CHILD] && P[PARENT] && P[CHILD] && pl[PARENT] == 0 && !PSHARED(w) && pl[CHILD] == 0 ->
            pl[PARENT] = w; t[PARENT] = 1; v[PARENT] = 0;
            pl[CHILD] = w; v[CHILD] = 0;
#ifdef CHILDREN_ARE_KEYS
            t[CHILD] = 1
#else
            along = 1                                    /* the agent doesn't hear of it */
#endif
          };
          if
          :: lost
          :: atomic { !lost && S[PARENT] && sl[PARENT] == 0 && !SSHARED(w) && sl[CHILD] == 0 ->
               sl[PARENT] = w; h[PARENT] = 1;
               if :: S[CHILD] -> sl[CHILD] = w; h[CHILD] = 1 :: else fi }
          :: !lost && !S[PARENT]
          :: atomic { !lost -> lost = 1; releaseTwin() }
          fi
#endif
       :: atomic { !t[CHILD] && pl[CHILD] == 0 && (P[CHILD] || (HOST(PARENT) && MINE(pl[PARENT]))) ->
            pl[CHILD] = w; t[CHILD] = 1; v[CHILD] = 1;
            if :: !P[CHILD] -> psh[w] = 1 :: else fi };
          if
          :: lost
          :: atomic { !lost && sl[CHILD] == 0 && (S[CHILD] || (TWIN(PARENT) && MINE(sl[PARENT]))) ->
               sl[CHILD] = w; h[CHILD] = 1;
               if :: !S[CHILD] -> ssh[w] = 1 :: else fi }
          :: atomic { !lost -> lost = 1; releaseTwin() }
          fi
       :: atomic { !t[CHILD] && P[CHILD] && pl[CHILD] == 0 -> pl[CHILD] = w; t[CHILD] = 1; v[CHILD] = 0 };
          if
          :: lost
          :: atomic { !lost && S[CHILD] && sl[CHILD] == 0 -> sl[CHILD] = w; h[CHILD] = 1 }
          :: !lost && !S[CHILD]
          :: atomic { !lost -> lost = 1; releaseTwin() }
          fi
       :: goto rolledBack                                /* by the application, for a deadlock, or as its process ended */
       fi
    :: ops > 0 -> break
    od;
#ifndef NO_INTENT
    intent[w] = t[PARENT] + 2*t[CHILD];
#endif
    if
    :: lost
    :: atomic { !lost -> applyTwin(); releaseTwin(); committed = 1; under[w] = t[PARENT] + 2*t[CHILD] }
    :: atomic { !lost -> releaseTwin(); lost = 1 }
#ifdef TWIN_DOUBT
    :: atomic { !lost && (h[PARENT] || h[CHILD]) && !doubts[w] ->
         doubts[w] = 1; lost = 1; doubt = 1;
         dm[I(w,PARENT)] = h[PARENT]; dv[I(w,PARENT)] = v[PARENT]; dm[I(w,CHILD)] = h[CHILD]; dv[I(w,CHILD)] = v[CHILD];
         if :: h[PARENT] -> sl[PARENT] = DOUBT+w :: else fi;
         if :: h[CHILD] -> sl[CHILD] = DOUBT+w :: else fi;
         ssh[DOUBTS+w] = ssh[w]; ssh[w] = 0 }
#endif
    OR_CRASH
    fi;
    if
    :: atomic { applyHost(); releaseHost() }
    :: atomic { hostFailed = 1; releaseHost() }
    OR_CRASH
    fi;
    if
    :: atomic {
         commitOver(w);
         if
         :: doubt -> oweTouched(UNKNOWN)
         :: !doubt && (lost && !hostFailed || committed && hostFailed) -> oweTouched(KNOWN)
         :: else
         fi;
         intent[w] = 0
       }
    OR_CRASH
    fi;
    goto next;
crashed:
    atomic {
      if :: intent[w] -> oweTouched(UNKNOWN) :: else fi;
      intent[w] = 0; commitOver(w)
    }
rolledBack:
    atomic { releaseHost(); releaseTwin() }
next:
    atomic {
      ops = 0; t[PARENT] = 0; t[CHILD] = 0; v[PARENT] = 0; v[CHILD] = 0; h[PARENT] = 0; h[CHILD] = 0;
      lost = 0; committed = 0; doubt = 0; hostFailed = 0; along = 0
    }
  od;
  over[w] = 1
}

/* Tries that can only be refused are left out, so that a key nobody makes room for stops the run: no valid end. */
#ifdef REFUSED_IS_DONE
#define OBSTRUCTED(k) 0
#else
#define OBSTRUCTED(k) ((k) == CHILD && P[CHILD] && !S[CHILD] && !S[PARENT] || PARENT_IN_USE(k))
#endif
#ifdef CASCADE
#define PARENT_IN_USE(k) 0
#else
#define PARENT_IN_USE(k) ((k) == PARENT && !P[PARENT] && S[PARENT] && S[CHILD])
#endif
#define DUE(k) (owed[I(w,k)] && !(intent[w] & (1+(k))) && !wait[I(w,k)] && !OBSTRUCTED(k))

inline take(key) {
  k = key; again[I(w,k)] = 0; earlier = seen[I(w,k)]; sure = (owed[I(w,k)] == KNOWN || !doubts[w])
}

proctype Reconciler(byte w) {
  byte k; bit v, sure, earlier, deleted, enough;
  do
  :: atomic { DUE(PARENT) -> take(PARENT); goto look }
  :: atomic { DUE(CHILD) -> take(CHILD) };
look:
     atomic {
       if
       :: P[k] && (pl[k] || k == PARENT && (psh[1] || psh[2])) -> goto next
       :: P[k] && !pl[k] && !(k == PARENT && (psh[1] || psh[2])) -> pl[k] = REC+w; v = 1
       :: !P[k] -> v = 0
       fi
     }
     if
     :: atomic { v && k == PARENT && sl[PARENT] == 0 -> S[PARENT] = 1 }
     :: atomic { v && k == CHILD && sl[CHILD] == 0 && (S[CHILD] || S[PARENT] && sl[PARENT] == 0) -> S[CHILD] = 1 }
     :: atomic { !v && !S[k] }
     :: atomic { !v && k == PARENT && S[PARENT] && sl[PARENT] == 0 && !ssh[1] && !ssh[2] && !ssh[DOUBTS+1] && !ssh[DOUBTS+2] &&
#ifdef CASCADE
            sl[CHILD] == 0 ->
#ifdef CASCADED_ARE_OWED
            if :: S[CHILD] -> owe(w, CHILD, KNOWN) :: else fi;
#endif
            S[CHILD] = 0;
#else
            !S[CHILD] ->
#endif
            S[PARENT] = 0; deleted = 1 }
     :: atomic { !v && k == CHILD && S[CHILD] && sl[CHILD] == 0 -> S[CHILD] = 0; deleted = 1 }
#ifdef REFUSED_IS_DONE
     :: atomic { v && k == CHILD && !S[CHILD] && !S[PARENT] -> owed[I(w,k)] = 0; goto release }
#endif
     :: goto release                                     /* refused, or a lock's timeout is over */
     fi;
#ifdef CRASH
     if :: skip OR_CRASH fi;
#endif
     atomic {
       enough = (v || earlier && !deleted);
       if
       :: again[I(w,k)]
       :: !again[I(w,k)] && enough && sure -> owed[I(w,k)] = 0; seen[I(w,k)] = 0
       :: !again[I(w,k)] && !(enough && sure) ->
          if :: !v -> wait[I(w,k)] = ((under[OTHER(w)] & (1+k)) != 0) :: else fi;
          seen[I(w,k)] = !v
       fi
     }
     goto release;
crashed:
     atomic {
       if :: owed[I(w,PARENT)] -> owe(w, PARENT, UNKNOWN) :: else fi;
       if :: owed[I(w,CHILD)] -> owe(w, CHILD, UNKNOWN) :: else fi
     };
release:
     atomic { if :: pl[k] == REC+w -> pl[k] = 0 :: else fi }
next:
     atomic { k = 0; v = 0; sure = 0; earlier = 0; deleted = 0; enough = 0 }
  :: atomic { over[w] && !owed[I(w,PARENT)] && !owed[I(w,CHILD)] && !intent[w] -> break }
  od
}

inline answer(w) {
  if
  :: if :: dm[I(w,PARENT)] -> S[PARENT] = dv[I(w,PARENT)] :: else fi;
     if :: dm[I(w,CHILD)] -> S[CHILD] = dv[I(w,CHILD)] :: else fi
  :: skip
  fi;
  if :: sl[PARENT] == DOUBT+w -> sl[PARENT] = 0 :: else fi;
  if :: sl[CHILD] == DOUBT+w -> sl[CHILD] = 0 :: else fi;
  dm[I(w,PARENT)] = 0; dm[I(w,CHILD)] = 0; dv[I(w,PARENT)] = 0; dv[I(w,CHILD)] = 0;
  ssh[DOUBTS+w] = 0; doubts[w] = 0;
  assert(S[PARENT] || !S[CHILD])
}

init {
  atomic {
    if :: skip :: P[PARENT] = 1; S[PARENT] = 1 :: P[PARENT] = 1; S[PARENT] = 1; P[CHILD] = 1; S[CHILD] = 1 fi;
    run Writer(1); run Writer(2); run Reconciler(1); run Reconciler(2)
  }
  do
  :: atomic { doubts[1] -> answer(1) }
  :: atomic { doubts[2] -> answer(2) }
  :: atomic { _nr_pr == 1 && !doubts[1] && !doubts[2] -> break }
  od;
  assert(P[PARENT] == S[PARENT] && P[CHILD] == S[CHILD] && (P[PARENT] || !P[CHILD]))
}
