<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page of a person, an organisation or a place.

  Input, made by site/name.py; documents in the order of time:
    <entity kind="person" documents="3" times="7" identified="1">
      <name/> <form n="5"/> … <alias/> …
      <born><tei:date/></born> <died/> <type n="country"/> <office n="2" href=""/> … <note/> …
      <authority scheme="gnd" href=""/> … <certainty cert="medium" n="2"/> … <by/> …
      <year n="1964" count="1" share="100"/> …
      <list of="sent" documents="2"> <with href="" n="1"/> …
        <document href="" genre="letter" turns="" times="7" entry="pers-x"> <title/> <tei:date/>
          <passage in="p-3"> <before/><mark/><after/> </passage> … </document> … or <year n="1964" documents="9"> … </year>
      </list> …
      <member href=""/> … <near href="" n="2"/> …
    </entity>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei str">

  <xsl:include href="strip.xsl"/>
  <xsl:include href="../parts/common.xsl"/>
  <xsl:include href="../parts/kinds.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/entity">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta"/>
        <title><xsl:value-of select="name"/><xsl:if test="$edition-title != ''"> – <xsl:value-of select="$edition-title"/></xsl:if></title>
        <xsl:apply-templates select="head" mode="meta"/>
      </head>
      <body class="of-name">
        <a class="skip" href="#main"><xsl:value-of select="$t/skip-list"/></a>
        <xsl:call-template name="banner"/>
        <div class="way">
          <nav class="crumbs" aria-label="{$t/breadcrumb}">
            <ol>
              <li><a href="index.html"><xsl:apply-templates select="@kind" mode="plural"/></a></li>
              <li aria-current="page"><xsl:value-of select="name"/></li>
            </ol>
          </nav>
        </div>
        <main id="main" tabindex="-1">
          <header class="head">
            <p class="genre">
              <xsl:value-of select="$t/kind[@n = current()/@kind]"/>
              <xsl:if test="@identified = 0"><xsl:value-of select="concat(', ', $t/role[@n = 'unidentified'])"/></xsl:if>
            </p>
            <h1><bdi><xsl:value-of select="name"/></bdi></h1>
            <p class="line">
              <xsl:if test="born or died"><span><bdi><xsl:apply-templates select="born | died" mode="span"/></bdi></span></xsl:if>
              <span><xsl:call-template name="count"><xsl:with-param name="n" select="@documents"/><xsl:with-param name="word" select="'document'"/></xsl:call-template></span>
              <xsl:apply-templates select="list" mode="line"/>
            </p>
          </header>
          <xsl:call-template name="facts"/>
          <div class="lists-of">
            <xsl:if test="count(year) &gt; 1"><xsl:call-template name="strip"/></xsl:if>
            <xsl:apply-templates select="list"/>
            <xsl:if test="near">
              <section aria-labelledby="near">
                <h2 id="near"><xsl:value-of select="$t/often-with"/></h2>
                <ul class="near"><xsl:apply-templates select="near"/></ul>
              </section>
            </xsl:if>
          </div>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <!-- 1908–1985 in the line below the name; the exact dates stand among the facts -->
  <xsl:template match="born" mode="span"><xsl:if test="not(../died)">* </xsl:if><xsl:call-template name="year-of"/></xsl:template>
  <xsl:template match="died" mode="span">
    <xsl:choose><xsl:when test="../born">–</xsl:when><xsl:otherwise>† </xsl:otherwise></xsl:choose>
    <xsl:call-template name="year-of"/>
  </xsl:template>
  <xsl:template name="year-of">
    <xsl:variable name="iso" select="string((tei:date/@when | tei:date/@from | tei:date/@notBefore | tei:date/@to | tei:date/@notAfter)[1])"/>
    <xsl:choose>
      <xsl:when test="translate(substring($iso, 1, 4), '0123456789', '') = '' and string-length($iso) &gt; 3"><xsl:value-of select="substring($iso, 1, 4)"/></xsl:when>
      <xsl:when test="$iso != ''"><xsl:value-of select="$iso"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(tei:date)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Facts ======================================================================================== -->

  <xsl:template name="facts">
    <xsl:if test="form or alias or born or died or type or office or member or note or authority or certainty or by">
      <aside class="facts" aria-label="{$t/kind[@n = current()/@kind]}">
        <dl>
          <xsl:apply-templates select="form[1]" mode="row"><xsl:with-param name="label" select="$t/in-the-texts"/></xsl:apply-templates>
          <xsl:apply-templates select="alias[1]" mode="row"><xsl:with-param name="label" select="$t/in-the-lists"/></xsl:apply-templates>
          <xsl:apply-templates select="born" mode="row"><xsl:with-param name="label" select="$t/born"/></xsl:apply-templates>
          <xsl:apply-templates select="died" mode="row"><xsl:with-param name="label" select="$t/died"/></xsl:apply-templates>
          <xsl:apply-templates select="type" mode="row"><xsl:with-param name="label" select="$t/type-of-place"/></xsl:apply-templates>
          <xsl:apply-templates select="office[1]" mode="row"><xsl:with-param name="label" select="$t/offices"/></xsl:apply-templates>
          <xsl:apply-templates select="member[1]" mode="row"><xsl:with-param name="label" select="$t/members"/></xsl:apply-templates>
          <xsl:apply-templates select="note[1]" mode="row"><xsl:with-param name="label" select="$t/about-name"/></xsl:apply-templates>
          <xsl:apply-templates select="authority[1]" mode="row"><xsl:with-param name="label" select="$t/authority-files"/></xsl:apply-templates>
          <xsl:if test="certainty or by">
            <div><dt><xsl:value-of select="$t/identification"/></dt><dd class="beware"><xsl:apply-templates select="by"/><xsl:apply-templates select="certainty"/></dd></div>
          </xsl:if>
        </dl>
      </aside>
    </xsl:if>
  </xsl:template>

  <!-- a row: all facts of one kind -->
  <xsl:template match="*" mode="row">
    <xsl:param name="label"/>
    <div><dt><xsl:value-of select="$label"/></dt><xsl:apply-templates select="../*[name() = name(current())]" mode="fact"/></div>
  </xsl:template>
  <xsl:template match="*" mode="fact"><dd><bdi><xsl:value-of select="."/></bdi></dd></xsl:template>
  <xsl:template match="form" mode="fact"><dd><bdi><xsl:value-of select="."/></bdi><xsl:text> </xsl:text><small><xsl:value-of select="@n"/>&#xa0;×</small></dd></xsl:template>
  <xsl:template match="born | died" mode="fact"><dd><xsl:apply-templates select="tei:date" mode="time"/></dd></xsl:template>
  <xsl:template match="type" mode="fact">
    <dd>
      <xsl:choose>
        <xsl:when test="$t/place-type[@n = current()/@n]"><xsl:value-of select="$t/place-type[@n = current()/@n]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@n"/></xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:template>
  <xsl:template match="office[@href] | member" mode="fact"><dd><a class="quiet" href="{@href}"><bdi><xsl:value-of select="."/></bdi></a></dd></xsl:template>
  <xsl:template match="by"><xsl:value-of select="concat(str:replace($t/identified-by, '%', string(.)), ' ')"/></xsl:template>
  <xsl:template match="certainty">
    <xsl:if test="preceding-sibling::certainty">, </xsl:if>
    <xsl:value-of select="str:replace($t/certainty[@n = current()/@cert], '%', string(@n))"/>
  </xsl:template>

  <!-- Documents ==================================================================================== -->

  <xsl:template name="act">
    <xsl:choose>
      <xsl:when test="/entity/@kind = 'place' and @of = 'received'"><xsl:value-of select="$t/act[@n = 'place-received']"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t/act[@n = current()/@of]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the lists of this page, in the line below the name -->
  <xsl:template match="list" mode="line">
    <span><a class="quiet" href="#{@of}"><xsl:call-template name="act"/></a><xsl:text> </xsl:text><xsl:call-template name="how-much"/></span>
  </xsl:template>

  <xsl:template name="how-much">
    <xsl:choose>
      <xsl:when test="@of = 'spoke'"><xsl:call-template name="count"><xsl:with-param name="n" select="@times"/><xsl:with-param name="word" select="'turn'"/></xsl:call-template></xsl:when>
      <xsl:when test="@of = 'named'"><xsl:value-of select="@times"/>&#xa0;×</xsl:when>
      <xsl:otherwise><xsl:value-of select="@documents"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="list">
    <section class="acts" aria-labelledby="{@of}">
      <h2 id="{@of}"><xsl:call-template name="act"/><xsl:text> </xsl:text><small><xsl:call-template name="how-much"/></small></h2>
      <xsl:if test="with">
        <p class="with"><b><xsl:choose><xsl:when test="@of = 'sent'"><xsl:value-of select="$t/to"/></xsl:when><xsl:otherwise><xsl:value-of select="$t/from"/></xsl:otherwise></xsl:choose></b><xsl:apply-templates select="with"/></p>
      </xsl:if>
      <xsl:apply-templates select="year"/>
      <xsl:if test="document"><ul class="docs"><xsl:apply-templates select="document"/></ul></xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="with | near">
    <span><xsl:text> </xsl:text><a class="quiet" href="{@href}"><bdi><xsl:value-of select="."/></bdi></a><xsl:text> </xsl:text><small><xsl:value-of select="@n"/></small></span>
  </xsl:template>
  <xsl:template match="near" priority="1">
    <li><a class="quiet" href="{@href}"><bdi><xsl:value-of select="."/></bdi></a><xsl:text> </xsl:text><small><xsl:call-template name="in-documents"><xsl:with-param name="n" select="@n"/></xsl:call-template></small></li>
  </xsl:template>

  <xsl:template match="list/year">
    <details class="year">
      <summary><xsl:choose><xsl:when test="@n = '0'"><xsl:value-of select="$t/undated"/></xsl:when><xsl:otherwise><xsl:value-of select="@n"/></xsl:otherwise></xsl:choose><xsl:text> </xsl:text><small><xsl:value-of select="@documents"/></small></summary>
      <ul class="docs"><xsl:apply-templates select="document"/></ul>
    </details>
  </xsl:template>

  <xsl:template match="document">
    <li>
      <p class="doc">
        <span class="date"><xsl:choose>
          <xsl:when test="tei:date[@when or @from or @to or @notBefore or @notAfter or normalize-space(.) != '']"><xsl:apply-templates select="tei:date" mode="time"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$t/undated"/></xsl:otherwise>
        </xsl:choose></span>
        <xsl:text> </xsl:text>
        <span><a href="{@href}"><xsl:choose><xsl:when test="title != ''"><xsl:value-of select="title"/></xsl:when><xsl:otherwise><xsl:value-of select="$t/untitled"/></xsl:otherwise></xsl:choose></a>
          <xsl:if test="@turns"><xsl:text> </xsl:text><small><xsl:call-template name="count"><xsl:with-param name="n" select="@turns"/><xsl:with-param name="word" select="'turn'"/></xsl:call-template></small></xsl:if>
          <xsl:if test="@times and not(passage)"><xsl:text> </xsl:text><small><xsl:value-of select="@times"/>&#xa0;×</small></xsl:if>
        </span>
      </p>
      <xsl:if test="passage">
        <ul class="passages">
          <xsl:apply-templates select="passage"/>
          <xsl:if test="@times &gt; count(passage)">
            <li class="more"><a href="{@href}#{@entry}"><xsl:value-of select="str:replace($t/and-more, '%', string(@times - count(passage)))"/></a></li>
          </xsl:if>
        </ul>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="passage">
    <li>
      <span dir="auto"><xsl:value-of select="before"/><mark><xsl:value-of select="mark"/></mark><xsl:value-of select="after"/></span>
      <xsl:if test="@in"><xsl:text> </xsl:text><a class="p" href="{../@href}#{@in}"><xsl:call-template name="block"><xsl:with-param name="id" select="@in"/></xsl:call-template></a></xsl:if>
    </li>
  </xsl:template>
</xsl:stylesheet>
